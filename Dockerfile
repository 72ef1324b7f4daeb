# The app's image: built in one stage, run in another that has Node and the bundles, no package manager and no root.
FROM node:26-slim AS build
WORKDIR /src
RUN npm install --global pnpm@12.21.0
COPY pnpm-lock.yaml pnpm-workspace.yaml package.json ./
COPY apps apps
COPY packages packages
COPY tooling tooling
RUN pnpm install --frozen-lockfile '--filter=!@portolan/programs' && pnpm build

FROM node:26-slim AS hub
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 LOG_FORMAT=json MALLOC_ARENA_MAX=2 MALLOC_TRIM_THRESHOLD_=1048576
WORKDIR /app
COPY --from=build /src/apps/api/dist apps/api/dist
COPY --from=build /src/apps/web/dist apps/web/dist
COPY --from=build /src/apps/drivers/dist apps/drivers/dist
RUN printf '{"type":"module"}\n' > package.json && install -d -o node apps/api/dist/compiled /data
USER node
# Leaves what Node compiles of most of it: the container may have a file system that nobody writes to.
RUN node apps/api/dist/cli.js help > /dev/null
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=8", "apps/api/dist/server.js"]

# For a hub that keeps hypervisors: `docker build --target machines .` Some 85 MiB more, of libvirt's client and ssh; what it
# keeps of them (known_hosts, images that are being fetched) is in /data.
FROM hub AS machines
USER root
RUN apt-get update -qq \
  && apt-get install -y -qq --no-install-recommends libvirt-clients openssh-client \
  && rm -rf /var/lib/apt/lists/*
ENV PORTOLAN_DATA_DIR=/data
VOLUME /data
USER node

# What is built unless a target is named.
FROM hub

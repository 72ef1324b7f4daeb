export { createApp } from './app.ts';
export { clientAddress, isIP, parseNetwork, plainAddress, withinNetworks } from './client-address.ts';
export { type ClientPackage, serveClient } from './client-face.ts';
export type { AppDependencies } from './dependencies.ts';
export { addressKey, isLoopback, type PerAddress } from './gate/address-key.ts';
export { createSite, type Site, type SiteOptions } from './gate/site.ts';
export type { RequestMeasures } from './metrics-face.ts';
export { securityHeaders } from './security-headers.ts';
export { serveWebFiles, type WebFile, type WebFiles } from './web-files.ts';

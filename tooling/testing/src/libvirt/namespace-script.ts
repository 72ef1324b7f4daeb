/**
 * A libvirtd of its own, beside whatever else runs on the machine: its folders lie over the system's in a mount namespace, and the
 * namespace of processes takes its machines along when it ends. What to do comes by the standard input; when that closes, all is over.
 * The processor's help is hidden, so that machines run alike everywhere: behind a file that nobody can write, as libvirt looks each time whether
 * it has come. For bash, which takes leave of processes that nobody else does:
 * libvirt waits for that.
 */
export const NAMESPACE_SCRIPT = `
  home=$0
  mkdir -p /run/libvirt /var/lib/libvirt /var/log/libvirt /var/cache/libvirt /etc/libvirt
  mount --bind "$home/run" /run/libvirt
  mount --bind "$home/etc" /etc/libvirt
  mount --bind "$home/lib" /var/lib/libvirt
  mount --bind "$home/log" /var/log/libvirt
  mount --bind "$home/cache" /var/cache/libvirt
  if [ -e /dev/kvm ]; then
    : > "$home/no-kvm"
    mount --bind "$home/no-kvm" /dev/kvm
    mount -o remount,bind,ro /dev/kvm
  fi
  if [ -d "$home/disk" ]; then
    mount -t tmpfs -o size=2g disk "$home/disk"
    for pool in machines images; do
      mkdir "$home/disk/$pool"
      mount --bind "$home/disk/$pool" "$home/pools/$pool"
    done
  fi
  virtlogd -d -p "$home/virtlogd.pid"
  while read -r command; do
    case $command in
      start) libvirtd -f "$home/libvirtd.conf" -p "$home/libvirtd.pid" </dev/null >>"$home/libvirtd.log" 2>&1 & server=$! ;;
      kill) kill -9 $server; wait $server 2>/dev/null ;;
      pause) kill -STOP $server ;;
      resume) kill -CONT $server ;;
      fill) mount -o remount,size=$(($(df --output=used --block-size=1 "$home/disk" | tail -n 1) + 4096)) "$home/disk" ;;
      empty) mount -o remount,size=2g "$home/disk" ;;
    esac
    echo done
  done
  kill -9 -1
  rm -rf "$home"`;

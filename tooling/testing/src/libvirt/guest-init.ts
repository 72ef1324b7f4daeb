/**
 * What the guest does: it says that it is up, counts seconds on its serial console, goes down when its power button is pressed, takes an address
 * from whoever gives one, and says whatever it is told to on its console.
 */
export const GUEST_INIT = `#!/bin/busybox sh
busybox mount -t proc proc /proc
busybox mount -t sysfs sys /sys
busybox mount -t devtmpfs dev /dev
busybox insmod /evdev.ko
busybox insmod /button.ko
for button in /dev/input/event*; do
  (busybox head -c 24 $button >/dev/null && echo "guest: going down" && busybox poweroff -f) &
done
echo "guest: ready"
(
  for module in virtio_ring virtio virtio_pci_legacy_dev virtio_pci_modern_dev virtio_pci failover net_failover virtio_net; do
    busybox insmod /$module.ko
  done
  busybox ip link set eth0 up && busybox udhcpc -q -t 20 -T 1 -i eth0 -s /lease >/dev/null 2>&1 && echo "guest: has an address"
) &
(while read -r word lines text; do [ "$word" = say ] && busybox yes "$text" | busybox head -n "$lines"; done) </dev/ttyS0 &
while busybox sleep 1; do echo "guest: up $(busybox cut -d' ' -f1 /proc/uptime)"; done
`;

/** Boots at once; text goes to the serial console. */
export const GUEST_BOOT = `default guest
prompt 0
timeout 1
label guest
  kernel /linux
  append initrd=/initrd.gz console=ttyS0 quiet panic=1 mitigations=off
`;

/** What it does with an address that it was given. */
export const GUEST_LEASE = `#!/bin/busybox sh
[ "$1" = bound ] && busybox ip address add $ip/$mask dev $interface
exit 0
`;

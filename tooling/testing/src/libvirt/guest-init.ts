/** What the guest does: it says that it is up, counts seconds on its serial console, and goes down when its power button is pressed. */
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

import type { HypervisorStageResult } from '@portolan/contract';
import { testHypervisor } from '../diagnosis/test-hypervisor.ts';
import { createDisk } from '../libvirt/create-disk.ts';
import { defineMachine } from '../libvirt/define-machine.ts';
import { getMachine } from '../libvirt/get-machine.ts';
import { listMachines } from '../libvirt/list-machines.ts';
import { listDisks, listImages, listTemplates } from '../libvirt/list-volumes.ts';
import { restartMachine, startMachine, stopMachine } from '../libvirt/power.ts';
import { readAddress } from '../libvirt/read-address.ts';
import { readCapacity } from '../libvirt/read-capacity.ts';
import { readConsole } from '../libvirt/read-console.ts';
import { removeDisk, removeMachine } from '../libvirt/remove-machine.ts';
import { renameMachine } from '../libvirt/rename-machine.ts';
import { removeImage, uploadImage } from '../libvirt/upload-image.ts';
import type { Session } from '../virsh/session.ts';
import type { Deed } from './protocol.ts';

export function perform(
  session: Session,
  call: Deed,
  address: string | null,
  onStage: (stage: HypervisorStageResult) => void,
): Promise<unknown> {
  switch (call.verb) {
    case 'test':
      return testHypervisor(session, address, onStage);
    case 'list':
      return listMachines(session);
    case 'get':
      return getMachine(session, call.id);
    case 'capacity':
      return readCapacity(session);
    case 'templates':
      return listTemplates(session);
    case 'images':
      return listImages(session);
    case 'disks':
      return listDisks(session);
    case 'upload':
      return uploadImage(session, call.volume, call.path);
    case 'createDisk':
      return createDisk(session, call.spec);
    case 'define':
      return defineMachine(session, call.spec);
    case 'start':
      return startMachine(session, call.id);
    case 'stop':
      return stopMachine(session, call.id, call.graceMs);
    case 'restart':
      return restartMachine(session, call.id, call.graceMs);
    case 'rename':
      return renameMachine(session, call.id, call.name);
    case 'remove':
      return removeMachine(session, call.id);
    case 'removeDisk':
      return removeDisk(session, call.volume);
    case 'removeImage':
      return removeImage(session, call.volume);
    case 'address':
      return readAddress(session, call.id);
    case 'console':
      return readConsole(session, call.id, call.from);
  }
}

import type { VmTemplate } from '@portolan/contract';
import { expect, it } from 'vitest';
import { EMPTY, sizesOf, toCreation, type VmDraft, validateVm } from './vm-draft.ts';

const template: VmTemplate = {
  id: '01890000-0000-7000-8000-000000000001',
  name: 'alpine',
  description: null,
  cpu: 2,
  memoryGb: 0.5,
  diskGb: 4,
  host: 'quay',
};
const draft = (more: Partial<VmDraft>): VmDraft => ({ ...EMPTY, name: 'web', ...more });
const ofTemplate = draft({ templateId: template.id, ...sizesOf(template) });

it('makes a machine of a template with its sizes, or with others', () => {
  expect(toCreation(ofTemplate)).toEqual({
    sourceType: 'template',
    name: 'web',
    templateId: template.id,
    cpu: 2,
    memoryGb: 0.5,
    diskGb: 4,
  });
  expect(toCreation({ ...ofTemplate, memoryGb: '0,375' })).toMatchObject({ memoryGb: 0.375 });
  expect(validateVm(ofTemplate, [template])).toEqual({});
});

it('asks for what an image needs, and sends no digest that was not given', () => {
  const image = draft({ source: 'iso', isoUrl: ' https://example.com/x.iso ' });
  expect(toCreation(image)).toEqual({
    sourceType: 'iso',
    name: 'web',
    isoUrl: 'https://example.com/x.iso',
    cpu: 1,
    memoryGb: 1,
    diskGb: 10,
  });
  expect(validateVm(image, [])).toEqual({});
  expect(validateVm(draft({ source: 'iso', isoSha256: 'ab' }), [])).toEqual({
    isoUrl: 'Address of the image is required',
    isoSha256: 'Must be a SHA-256 in hexadecimal',
  });
});

it.each([
  [{ name: ' ' }, { name: 'Name is required' }],
  [{ templateId: '' }, { templateId: 'Choose a template' }],
  [{ cpu: '1.5' }, { cpu: 'Must be a whole number' }],
  [{ cpu: '65' }, { cpu: 'Must be at most 64' }],
  [{ memoryGb: '' }, { memoryGb: 'Must be a number' }],
  [{ memoryGb: '0.3' }, { memoryGb: 'Comes in steps of 0.125 GB, which are GiB' }],
  [{ diskGb: '2' }, { diskGb: 'The template needs at least 4\u00a0GB' }],
])('says what is wrong with %o', (change, fault) => {
  expect(validateVm({ ...ofTemplate, ...change }, [template])).toEqual(fault);
});

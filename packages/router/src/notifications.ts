import {
  CreateNotificationRuleInput,
  ListNotificationDeliveriesInput,
  ListNotificationRulesInput,
  NotificationDelivery,
  NotificationDeliveryIdInput,
  NotificationDeliveryPage,
  NotificationRuleIdInput,
  NotificationRulePage,
  NotificationRuleWithSecret,
  UpdateNotificationRuleInput,
} from '@portolan/contract';
import { createRule, deleteRule, listDeliveries, listRules, redeliver, testRule, updateRule } from '@portolan/core';
import * as z from 'zod/mini';
import { answer } from './answer.ts';
import { permitted, router } from './trpc.ts';
import { verb } from './verb.ts';

const PATH = '/api/v1/notification-rules';
const LOG = '/api/v1/notification-deliveries';
const casing = 'snake';

export const notificationsRouter = router({
  list: permitted('monitoring:manage')
    .meta({ summary: 'Who is told of what', rest: [{ method: 'GET', path: PATH, casing }] })
    .input(ListNotificationRulesInput)
    .output(answer(NotificationRulePage))
    .query(verb(listRules)),
  create: permitted('monitoring:manage')
    .meta({
      summary: 'Create a notification rule; the secret of its webhook is answered only now',
      rest: [{ method: 'POST', path: PATH, casing, status: 201 }],
    })
    .input(CreateNotificationRuleInput)
    .output(answer(NotificationRuleWithSecret))
    .mutation(verb(createRule)),
  update: permitted('monitoring:manage')
    .meta({
      summary:
        'Change a notification rule; with rotate_secret its webhook gets another secret, which is answered only now',
      rest: [{ method: 'PATCH', path: `${PATH}/{id}`, casing }],
    })
    .input(UpdateNotificationRuleInput)
    .output(answer(NotificationRuleWithSecret))
    .mutation(verb(updateRule)),
  delete: permitted('monitoring:manage')
    .meta({
      summary: 'Delete a notification rule; the log of its messages stays',
      rest: [{ method: 'DELETE', path: `${PATH}/{id}`, casing, status: 204 }],
    })
    .input(NotificationRuleIdInput)
    .output(answer(z.void()))
    .mutation(verb(deleteRule)),
  test: permitted('monitoring:manage')
    .meta({
      limits: ['message'],
      summary: 'Send a test message; what came of it stands among the deliveries',
      rest: [{ method: 'POST', path: `${PATH}/{id}/test`, casing, status: 202 }],
    })
    .input(NotificationRuleIdInput)
    .output(answer(NotificationDelivery))
    .mutation(verb(testRule)),
  deliveries: permitted('monitoring:manage')
    .meta({ summary: 'The messages of the last month, the newest first', rest: [{ method: 'GET', path: LOG, casing }] })
    .input(ListNotificationDeliveriesInput)
    .output(answer(NotificationDeliveryPage))
    .query(verb(listDeliveries)),
  redeliver: permitted('monitoring:manage')
    .meta({
      limits: ['message'],
      summary: 'Send a message again',
      rest: [{ method: 'POST', path: `${LOG}/{id}/redeliver`, casing, status: 202 }],
    })
    .input(NotificationDeliveryIdInput)
    .output(answer(NotificationDelivery))
    .mutation(verb(redeliver)),
});

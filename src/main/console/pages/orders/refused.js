/** What an ERP has refused of an order: the hub counts it until somebody mends it or gives it up, but it is neither made nor on its way. */
import { sum } from '../post/decimal.js';

/** For those who may see deliveries. */
export const REFUSED = `refused: postings(first: 50, where: { state: { eq: ACCEPTED }, inErp: { eq: false }, deliveries: { kind: { eq: POSTING }, state: { eq: REJECTED }, lossReason: { isNull: true } } }) {
  nodes { good scrap step { sequence } }
}`;

/** @returns how much of a step was refused, of these fields together; nothing where it was not asked for */
export const refusedOf = ({ refused: { nodes } = { nodes: [] } }, { sequence }, ...fields) =>
  sum(...nodes.filter(({ step }) => step.sequence === sequence).flatMap(posting => fields.map(field => posting[field])));

/** What the list of orders can be narrowed to, and ordered by: each a parameter of its address. */
import { today } from '../../zone.js';
import { OPEN } from './open.js';

export const STATUSES = ['PLANNED', 'RELEASED', 'IN_PROGRESS', 'SUSPENDED', 'CLOSED'];

/** Whatever the status: told, since a list that says nothing begins with what is open. */
export const ANY = 'any';

/** Open for work, and planned to be finished before today. */
export const isLate = order => OPEN.includes(order.status) && order.plannedEnd !== null && order.plannedEnd < today(order.company);

const CONDITIONS = {
  search: words => ({ or: [
    { number: { contains: words } },
    { item: { code: { contains: words } } },
    { item: { description: { contains: words } } },
  ] }),
  status: status => status === ANY ? {} : { status: status === 'open' ? { in: OPEN } : { eq: status } },
  company: company => ({ company: { eq: company } }),
  phase: code => ({ currentPhase: { code: { eq: code } } }),
  late: () => ({ status: { in: OPEN }, plannedEnd: { lt: today() } }),
  item: code => ({ or: [{ item: { code: { eq: code } } }, { item: { style: { code: { eq: code } } } }] }),
  lot: name => ({ or: [{ lot: { contains: name } }, { lotCode: { eq: name } }] }),
  from: day => ({ plannedEnd: { gte: day } }),
  to: day => ({ plannedEnd: { lte: day } }),
};

/** @param filters by name, as the address has them; what is no filter is passed over */
export const condition = filters => ({
  and: Object.entries(filters).filter(([name, value]) => value && Object.hasOwn(CONDITIONS, name)).map(([name, value]) => CONDITIONS[name](value)),
});

/** Of which columns the list can be in the order. */
const ORDERS = {
  order: direction => ({ number: direction }),
  item: direction => ({ item: { code: direction } }),
  status: direction => ({ status: direction }),
  phase: direction => ({ currentPhase: { code: direction } }),
  due: direction => ({ plannedEnd: direction }),
  ordered: direction => ({ quantity: direction }),
};
const USUAL = 'due';

/** @param sort the name of a column, after a minus for the other way round */
export function order(sort) {
  const { column, descending } = parsed(sort);
  return [ORDERS[column](descending ? 'DESC' : 'ASC'), { number: 'ASC' }];
}

function parsed(sort) {
  const descending = sort?.startsWith('-');
  const column = descending ? sort.slice(1) : sort;
  return Object.hasOwn(ORDERS, column) ? { column, descending } : { column: USUAL };
}

/** @returns what the heading of a column leads to, and how the list is ordered by it now; nothing where it cannot be */
export function ordering(sort, name, address) {
  if (!Object.hasOwn(ORDERS, name)) {
    return {};
  }
  const { column, descending } = parsed(sort);
  const sorted = column === name ? descending ? 'descending' : 'ascending' : undefined;
  return { sorted, order: address(sorted === 'ascending' ? `-${name}` : name === USUAL ? '' : name) };
}

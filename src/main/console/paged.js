/** A list of the contract, page by page, from wherever in it one looks. */
import { ask } from './graphql.js';

/** Rows of a page. */
export const PAGE = 100;
/** Pages passed over by one question on the way to another one: as many rows as the contract gives at once. */
const STRIDE = 5;
/** Pages that are kept; those farthest from the one that is looked at are forgotten. */
const KEPT = 12;

const nearest = (pages, good, better) => pages.filter(good).reduce((one, other) => better(one, other));

/**
 * Knows the rows of some pages, and of others at least a cursor at which they begin or end. The contract reaches a page from its neighbours
 * alone: to one that is far from all that is known it walks, from the nearer side, by cursors without rows.
 */
export class PagedList {

  total;
  pages = new Map();
  /** By page, the cursor after which it begins; the first one needs none. */
  after = new Map([[0, undefined]]);
  /** By page, the cursor before which it ends; the last one needs none. */
  before = new Map();

  /** @param list field: the root field; type: of its rows; selection: fields of a row; where, orderBy: as the contract takes them */
  constructor({ field, type, selection, where, orderBy }) {
    this.variables = { where, orderBy };
    const question = (name, asked) => `query ${name}($where: ${type}Where, $orderBy: [${type}OrderBy!], $first: Int, $after: String,
        $last: Int, $before: String, $count: Boolean = false) {
      list: ${field}(where: $where, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
        totalCount @include(if: $count) pageInfo { startCursor endCursor } ${asked}
      }
    }`;
    this.rowsOf = question('Rows', `nodes { ${selection} }`);
    this.cursorsOf = question('Cursors', '');
  }

  get lastPage() {
    return Math.max(0, Math.ceil(this.total / PAGE) - 1);
  }

  row(index) {
    return this.pages.get(Math.floor(index / PAGE))?.[index % PAGE];
  }

  has(page) {
    return this.pages.has(page);
  }

  /**
   * Reads a page.
   *
   * @param wanted whether it still is; a long way to it is given up where it is not
   * @throws Refusal
   */
  async load(page, wanted = () => true) {
    while (wanted() && !this.has(page)) {
      await (this.reaches(page) ? this.read(page) : this.walk(page));
    }
  }

  /** Counts again and reads pages again. Rows of others are forgotten, and so are their cursors where they may have moved. */
  async refresh(from, to) {
    const before = this.total;
    this.count(await this.ask(this.cursorsOf, { first: 1 }, true));
    let moved = this.total !== before;
    for (let page = from; page <= Math.min(to, this.lastPage); page++) {
      const end = this.after.get(page + 1);
      await this.again(page);
      moved ||= end !== this.after.get(page + 1);
    }
    const seen = page => page >= from && page <= to;
    [...this.pages.keys()].filter(page => !seen(page)).forEach(page => this.pages.delete(page));
    if (moved) {
      this.forgetCursors(page => seen(page - 1) || seen(page) || seen(page + 1));
    }
  }

  /** What is not reached any more, or never was, is walked to. */
  async again(page) {
    if (this.reaches(page)) {
      await this.read(page);
    } else {
      this.pages.delete(page);
      await this.load(page);
    }
  }

  reaches(page) {
    return this.after.has(page) || this.before.has(page);
  }

  async ask(document, place, count = false) {
    const { list } = await ask(document, { ...this.variables, ...place, count });
    return list;
  }

  count({ totalCount }) {
    this.before.delete(this.lastPage);
    this.total = totalCount;
    this.before.set(this.lastPage, undefined);
  }

  async read(page) {
    const uncounted = this.total === undefined;
    const place = this.after.has(page)
      ? { first: PAGE, after: this.after.get(page) }
      : { last: this.end(page) - page * PAGE, before: this.before.get(page) };
    const list = await this.ask(this.rowsOf, place, uncounted);
    if (uncounted) {
      this.count(list);
    }
    this.pages.set(page, list.nodes);
    if (list.nodes.length) {
      this.after.set(page + 1, list.pageInfo.endCursor);
      this.before.set(page - 1, list.pageInfo.startCursor);
    }
    this.forgetFar(page);
  }

  /** One step on the way to a page. */
  async walk(page) {
    const lower = nearest([...this.after.keys()], known => known <= page, Math.max);
    const upper = nearest([...this.before.keys()], known => known >= page, Math.min);
    if (page - lower <= upper - page) {
      const step = Math.min(STRIDE, page - lower);
      const { pageInfo } = await this.ask(this.cursorsOf, { first: step * PAGE, after: this.after.get(lower) });
      this.after.set(lower + step, pageInfo.endCursor);
    } else {
      const step = Math.min(STRIDE, upper - page);
      const { pageInfo } = await this.ask(this.cursorsOf, { last: this.end(upper) - this.end(upper - step), before: this.before.get(upper) });
      this.before.set(upper - step, pageInfo.startCursor);
    }
  }

  /** The row with which a page ends. */
  end(page) {
    return Math.min(this.total, (page + 1) * PAGE);
  }

  forgetFar(page) {
    if (this.pages.size > KEPT) {
      this.pages.delete(nearest([...this.pages.keys()], () => true, (one, other) => Math.abs(one - page) > Math.abs(other - page) ? one : other));
    }
  }

  forgetCursors(kept) {
    [...this.after.keys()].filter(page => page !== 0 && !kept(page)).forEach(page => this.after.delete(page));
    [...this.before.keys()].filter(page => page !== this.lastPage && !kept(page)).forEach(page => this.before.delete(page));
  }
}

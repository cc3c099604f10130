/** The console's pages, in the order of the navigation; the first one is its front page. */
import administration from './pages/administration/administration.js';
import board from './pages/board/board.js';
import explore from './pages/explore/explore.js';
import orders from './pages/orders/orders.js';
import post from './pages/post/post.js';
import routes from './pages/routes/routes.js';
import today from './pages/today/today.js';

export const pages = [
  today,
  board,
  post,
  orders,
  routes,
  explore,
  administration,
];

-- Kinds of invoices by their codes.
SELECT n.codigo, n.descricao
  FROM fat.TipoDeNotaPadrao n
 WHERE n.codigo IN (:keys)
 ORDER BY n.codigo

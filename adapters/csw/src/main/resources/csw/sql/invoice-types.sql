-- Kinds of invoices, which all companies share. Hundreds of rows, in one page.
SELECT n.codigo, n.descricao
  FROM fat.TipoDeNotaPadrao n
 WHERE n.codigo IN (:keys)  --by-key
 ORDER BY n.codigo

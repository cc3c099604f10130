-- Kinds of invoices, which all companies share. Hundreds of rows, in one page.
SELECT n.codigo, n.descricao
  FROM fat.TipoDeNotaPadrao n
 ORDER BY n.codigo

-- Stock of products by class (natureza), of products after a code.
SELECT d.codItem, d.codNatureza, d.estoqueAtual, d.estReservPedido
  FROM est.DadosEstoque d
  JOIN cgi.Item2 i2 ON i2.Empresa = d.codEmpresa AND i2.codItem = d.codItem
 WHERE d.codEmpresa = :company
   AND d.codItem > :after    --scope
   AND d.codItem IN (:keys)  --by-key
 ORDER BY d.codItem, d.codNatureza

-- Products (reduzidos) of a company after a code, with style, size and colour. 7 to 15 s for all at a large site.
SELECT i2.codItem, i.nome, i.unidadeMedida, i2.codItemPai, i2.codSortimento, i2.codSeqTamanho, i2.codCor,
       t.descricao AS tamanho
  FROM cgi.Item2 i2
  JOIN cgi.Item i ON i.codigo = i2.codItem
  LEFT JOIN tcp.Tamanhos t ON t.codEmpresa = i2.Empresa AND t.sequencia = i2.codSeqTamanho
 WHERE i2.Empresa = :company
   AND i2.codItem > :after    --scope
   AND i2.codItem IN (:keys)  --by-key
 ORDER BY i2.codItem

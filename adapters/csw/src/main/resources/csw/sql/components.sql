-- Parts that products consume (partes), of products after a code.
-- CodComponente names the part's style (engenharia), of which the part is the one of the product's colour and size, or the part itself
-- by its code. The quantity is for one piece of the product; a part that is used at several places counts with all of them. Colours for
-- which a component is not used have no row in CompVarSorGraTam. 36 s for all variable components at a live site.
SELECT ip.codItem AS produto, COALESCE(ir.codItem, ie.codItem) AS parte, SUM(g.quantidade) AS quantidade,
       MIN(c.codClassifComponente) AS classe
  FROM tcp.ComponentesVariaveis c
  JOIN tcp.CompVarSorGraTam g ON g.codEmpresa = c.codEmpresa AND g.codProduto = c.codProduto AND g.sequencia = c.codSequencia
  JOIN cgi.Item2 ip ON ip.Empresa = c.codEmpresa AND ip.codSortimento = g.codSortimento AND ip.codSeqTamanho = g.seqTamanho
       AND ip.codItemPai = CASE WHEN RTRIM(c.codProduto) LIKE '0%-0'
                                THEN SUBSTRING(c.codProduto, 2, LENGTH(RTRIM(c.codProduto)) - 3)
                                WHEN RTRIM(c.codProduto) LIKE '%-0'
                                THEN SUBSTRING(c.codProduto, 1, LENGTH(RTRIM(c.codProduto)) - 2) END
  LEFT JOIN cgi.Item2 ir ON ir.Empresa = c.codEmpresa AND ir.codItem = c.CodComponente
  LEFT JOIN cgi.Item2 ie ON ie.Empresa = c.codEmpresa AND ie.codSortimento = g.codSortimento AND ie.codSeqTamanho = g.seqTamanho
       AND ie.codItemPai = CASE WHEN RTRIM(c.CodComponente) LIKE '0%-0'
                                THEN SUBSTRING(c.CodComponente, 2, LENGTH(RTRIM(c.CodComponente)) - 3)
                                WHEN RTRIM(c.CodComponente) LIKE '%-0'
                                THEN SUBSTRING(c.CodComponente, 1, LENGTH(RTRIM(c.CodComponente)) - 2) END
 WHERE c.codEmpresa = :company AND c.codClassifComponente IN (10, 12) AND g.quantidade > 0
   AND COALESCE(ir.codItem, ie.codItem) IS NOT NULL
   AND ip.codItem > :after    --scope
   AND ip.codItem IN (:keys)  --by-key
 GROUP BY ip.codItem, COALESCE(ir.codItem, ie.codItem)
 ORDER BY ip.codItem, COALESCE(ir.codItem, ie.codItem)

-- Phases that styles after a code pass (roteiro da engenharia). A phase that a style passes twice counts once, at its first place.
SELECT r.codEngenharia, r.codFase, MIN(r.seqProcesso) AS seqProcesso
  FROM tcp.ProcessosEngenharia r
 WHERE r.codEmpresa = :company
   AND r.codEngenharia > :after    --scope
   AND r.codEngenharia IN (:keys)  --by-key
 GROUP BY r.codEngenharia, r.codFase
 ORDER BY r.codEngenharia, r.codFase

-- Targets of phases as the screen saved them (metas congeladas), of the plans given.
SELECT trim(m.plano) || '|' || trim(m."dataBackup"::text) || '|' || trim(m."codFase"::text) AS chave, trim(m.plano) AS plano,
       m."dataBackup", m."codFase", m."nomeFase", m.previsao, m."FaltaProgramar", m.dias, m."Carga Atual", m."Fila", m."Falta Produzir",
       m."Meta Dia"
  FROM backup."metaFase" m
 WHERE m.plano IN (:plans)

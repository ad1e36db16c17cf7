-- The sources of the state, with the number of observations that stand on each.
SELECT s.id, s.title, s.publisher, s.via, s.released, s.address, s.reliability, s.note, coalesce(o.observations, 0) AS observations
FROM sources AS s
LEFT JOIN (SELECT source, count(*) AS observations FROM held GROUP BY source) AS o ON o.source = s.id
ORDER BY s.id

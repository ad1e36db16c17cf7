-- The source of each of some observations.
SELECT w.id, o.source
FROM wanted AS w
JOIN observations AS o ON o.id = w.id

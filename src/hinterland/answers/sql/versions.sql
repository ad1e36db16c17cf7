-- All published figures of the cells of some observations, the preferred one of each first, then the latest.
SELECT o.id, w.id AS preferred
FROM observations AS w
JOIN observations AS o ON o.cell = w.cell
WHERE w.id IN (SELECT id FROM versions_asked) AND o.reliability <> 'derived'
ORDER BY w.id, o.id <> w.id, o.released_on DESC NULLS LAST, o.id

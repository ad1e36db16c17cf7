-- The publishers of the figures held, those of one stretch of months where it is given, with how firm their figures are and from how many sources they come.
SELECT s.publisher, s.reliability, count(DISTINCT s.id) AS sources, count(*) AS observations
FROM held AS h
INNER JOIN sources AS s ON s.id = h.source
WHERE $first = 0 OR (h.first_month = $first AND h.last_month = $last)
GROUP BY s.publisher, s.reliability
ORDER BY observations DESC, s.publisher

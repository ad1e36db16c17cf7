-- Observations by id, held and derived, in the order asked; behind them those that derived ones were made from.
WITH asked AS (
    SELECT place, id FROM wanted
    UNION ALL
    SELECT 1000000000 + 2 * w.place + n.part, split_part(d.origin, ',', n.part)
    FROM wanted AS w
    JOIN derived AS d ON d.id = w.id
    CROSS JOIN (SELECT 1 AS part UNION ALL SELECT 2 AS part) AS n
)
SELECT o.*
FROM (SELECT id, min(place) AS place FROM asked GROUP BY id) AS w
JOIN observations AS o ON o.id = w.id
ORDER BY w.place

-- Observations by id, held and derived, in the order asked.
SELECT o.*
FROM wanted AS w
JOIN observations AS o ON o.id = w.id
ORDER BY w.place

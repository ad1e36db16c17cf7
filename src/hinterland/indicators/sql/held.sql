-- The observations asked for, held and derived.
SELECT o.*
FROM wanted AS w
JOIN observations AS o ON o.id = w.id

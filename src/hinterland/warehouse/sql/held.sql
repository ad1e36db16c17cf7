-- The observations of a state with the number of their load and the key of their series. :as_of leaves out what was published later (an original without a date is kept); the table
-- left_out names sources to do without.
SELECT
    o.*, l.seq,
    concat_ws('|', o.concept, coalesce(o.flow, ''), o.product, o.partner, o.regime, o.measure, coalesce(o.basis, ''), coalesce(o.currency, '')) AS series
FROM observations_stored AS o
JOIN loads_live AS l ON l.load = o.load
WHERE o.source NOT IN (SELECT source FROM left_out)
  AND (:as_of IS NULL OR o.released_on IS NULL OR o.released_on <= :as_of)

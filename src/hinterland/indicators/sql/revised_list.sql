-- The cells that differ, those that changed most first, then what is gone, then what is new; derived figures after published ones, totals before their parts.
SELECT *
FROM (
    SELECT
        r.*,
        row_number() OVER (
            ORDER BY
                CASE how WHEN 'changed' THEN 0 WHEN 'gone' THEN 1 ELSE 2 END, size DESC NULLS LAST,
                CASE WHEN coalesce(reliability_after, reliability_before) = 'derived' THEN 1 ELSE 0 END,
                CASE WHEN product = 'all' AND partner = 'world' AND regime = 'all' THEN 0 ELSE 1 END,
                region, last_month DESC, first_month, op, concept, flow, product, partner, regime, measure, basis, unit, versus, scope
        ) AS place
    FROM revised AS r
    WHERE how IN ('changed', 'gone', 'new')
) AS placed
WHERE place <= $top
ORDER BY place

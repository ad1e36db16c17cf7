-- The series in which a region has a figure for a period, or for a stretch of its year from January on: what a brief can speak of beyond the totals.
SELECT
    op, concept, first_month, last_month, flow, product, partner, regime, measure, basis, currency, versus, scope, predicate, unit,
    CAST(value AS DOUBLE) AS value, CAST(low AS DOUBLE) AS low, CAST(high AS DOUBLE) AS high, id
FROM preferred
WHERE region = $region AND ((first_month = $first AND last_month = $last) OR (first_month = $january AND last_month <= $last))
    AND (basis IS NULL OR basis = CASE flow WHEN 'export' THEN $basis_export WHEN 'import' THEN $basis_import ELSE $basis_total END)
ORDER BY concept, op, flow, product, partner, regime, measure, value DESC

-- What is held, a line for each kind of figure.
SELECT
    concept, op, flow, product, partner, basis, coalesce(currency, unit) AS unit, count(*) AS observations, count(DISTINCT region) AS regions,
    min(first_month) AS first_month, max(last_month) AS last_month, count(DISTINCT source) AS sources
FROM held
WHERE $region IS NULL OR region = $region
GROUP BY concept, op, flow, product, partner, basis, coalesce(currency, unit)
ORDER BY observations DESC, concept, op, flow, product, partner, basis, unit

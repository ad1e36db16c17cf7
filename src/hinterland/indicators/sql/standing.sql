-- The preferred figure of each cell asked for in a state, with the number of sources that hold a figure which meets it.
WITH asked AS (
    SELECT p.*
    FROM preferred AS p
    JOIN revisions_asked AS a ON a.first_month <= p.first_month AND p.last_month <= a.last_month
    WHERE a.everywhere OR p.region IN (SELECT region FROM revisions_regions)
),
backed AS (
    SELECT p.cell, count(DISTINCT h.source) AS sources
    FROM asked AS p
    JOIN held AS h ON h.cell = p.cell AND coalesce(h.low <= p.high, TRUE) AND coalesce(p.low <= h.high, TRUE)
    GROUP BY p.cell
)
SELECT
    p.cell, p.op, p.concept, p.flow, p.product, p.partner, p.regime, p.measure, p.basis, p.currency, p.region, p.period, p.first_month, p.last_month,
    p.versus, p.scope, p.value, p.low, p.high, p.unit, p.source, p.released, p.reliability, coalesce(b.sources, 0) AS sources
FROM asked AS p
LEFT JOIN backed AS b ON b.cell = p.cell

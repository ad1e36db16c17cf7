-- Revealed comparative advantage among the regions of `cube_products`, of whole years, by what commodities count to (`cube_codes`); nothing where fewer
-- than `:fewest` chapters or two regions are there to compare. `:half` is the rounding of a line, `:records` says what of.
CREATE OR REPLACE TABLE cube_amounts AS
SELECT t.region, s.first AS first_month, s.last AS last_month, t.product, CAST(sum(t.value) AS DOUBLE) AS value, CAST(sum(t.lines) * :half AS DOUBLE) AS half
FROM cube_products AS t
JOIN cube_spans AS s ON s.flow = t.flow AND s.first_month = t.first_month AND s.last_month = t.last_month
WHERE t.flow = 'export' AND t.product <> 'all' AND s.first % 100 = 1 AND s.last % 100 = 12 AND t.currency = (SELECT min(currency) FROM cube_products)
GROUP BY t.region, s.first, s.last, t.product;

CREATE OR REPLACE TABLE cube_advantage AS
WITH counted AS (SELECT count(DISTINCT region) AS places, count(DISTINCT left(product, 2)) AS chapters FROM cube_amounts),
coded AS (
    SELECT a.region, a.first_month, a.last_month, m.code, m.note, sum(a.value) AS value, sum(a.half) AS half
    FROM cube_amounts AS a JOIN cube_codes AS m ON m.axis = 'product' AND m.part = a.product
    WHERE length(m.code) = 2 OR m.note <> ''
    GROUP BY a.region, a.first_month, a.last_month, m.code, m.note
),
places AS (SELECT region, first_month, last_month, sum(value) AS value, sum(half) AS half FROM cube_amounts GROUP BY region, first_month, last_month),
kinds AS (SELECT code, note, first_month, last_month, sum(value) AS value, sum(half) AS half FROM coded GROUP BY code, note, first_month, last_month),
whole AS (SELECT first_month, last_month, sum(value) AS value, sum(half) AS half FROM cube_amounts GROUP BY first_month, last_month),
cells AS (
    SELECT
        p.code, p.note, r.region, r.first_month, r.last_month, coalesce(a.value, 0) / nullif(r.value, 0) * w.value / nullif(p.value, 0) AS value,
        CASE WHEN a.value IS NULL THEN 0
             ELSE greatest(a.value - a.half, 0) / nullif(r.value + r.half, 0) * greatest(w.value - w.half, 0) / nullif(p.value + p.half, 0) END AS low,
        CASE WHEN a.value IS NULL THEN 0 ELSE (a.value + a.half) / nullif(r.value - r.half, 0) * (w.value + w.half) / nullif(p.value - p.half, 0) END AS high
    FROM places AS r
    JOIN kinds AS p USING (first_month, last_month)
    JOIN whole AS w USING (first_month, last_month)
    LEFT JOIN coded AS a ON a.region = r.region AND a.code = p.code AND a.first_month = r.first_month
    WHERE r.value > r.half AND p.value > p.half
)
SELECT
    'export' AS flow, code AS product, 'world' AS partner, 'all' AS regime, NULL AS currency, region, 'value' AS measure, first_month, last_month,
    value, greatest(floor(low * 1e6) / 1e6, 0) AS low, ceil(high * 1e6) / 1e6 AS high, 'ratio' AS unit, NULL AS "precision", TRUE AS summed,
    NULL AS row, 'among ' || places || ' regions and ' || chapters || ' chapters, from ' || :records || CASE WHEN note <> '' THEN ', ' || note ELSE '' END AS note
FROM cells CROSS JOIN counted
WHERE places >= 2 AND chapters >= :fewest;

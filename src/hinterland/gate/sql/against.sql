-- Each incoming level beside what is known of its own cell, of the same months a year before, and where that isn't known of the nearest period as long within a year. Of several
-- vintages the nearest counts; less reliable ones don't. `again` is set where one release of one source is held with another value, `living`
-- where one source that has no releases, as a query has none, is held with another.
WITH same AS (
    SELECT
        i.id, count(*) AS vintages, min(greatest(k.low - i.high, i.low - k.high, 0) / nullif(greatest(abs(k.value), abs(i.value)), 0)) AS apart,
        bool_or(k.source = i.source AND k.released = i.released) AND NOT bool_or(k.low <= i.high AND i.low <= k.high) AS again,
        bool_or(k.source = i.source AND k.released IS NULL AND i.released IS NULL) AS living,
        min_by(k.value, abs(k.value - i.value)) AS value, min_by(k.source, abs(k.value - i.value)) AS source
    FROM incoming AS i
    JOIN known AS k ON k.file = i.file AND k.region = i.region AND k.rest = i.rest AND k.first = i.first AND k.last = i.last AND k.flow IS NOT DISTINCT FROM i.flow
    WHERE NOT k.own AND k."rank" <= i."rank"
    GROUP BY i.id
),
before AS (
    SELECT
        i.id, min_by(k.value, k."rank") AS value,
        min(
            greatest(k.low * (1 + i.growth_low / 100) - i.high, i.low - k.high * (1 + i.growth_high / 100), 0) / nullif(abs(i.value), 0)
        ) AS apart
    FROM incoming AS i
    JOIN known AS k
        ON k.file = i.file AND k.region = i.region AND k.rest = i.rest AND k.first = i.first - 12 AND k.last = i.last - 12 AND k.flow IS NOT DISTINCT FROM i.flow
    WHERE k.value > 0
    GROUP BY i.id
),
around AS (
    SELECT
        i.id, arg_min(k.value, (abs(k.first - i.first), k."rank")) AS value, arg_min(k.first, (abs(k.first - i.first), k."rank")) AS first,
        arg_min(k.last, (abs(k.first - i.first), k."rank")) AS last
    FROM incoming AS i
    JOIN known AS k
        ON k.file = i.file AND k.region = i.region AND k.rest = i.rest AND k.last - k.first = i.last - i.first AND k.flow IS NOT DISTINCT FROM i.flow
        AND abs(k.first - i.first) BETWEEN 1 AND 12
    WHERE k.value > 0 AND NOT k.own AND i.id NOT IN (SELECT id FROM before)
    GROUP BY i.id
)
SELECT
    i.id, i.file, i.region, i.nation, i.flow, i.rest, i.rest = i."whole" AS is_whole, i.first, i.last, i.value, i.low, i.high, i.unit,
    i."row", i.fine, i."rank", i.growth_low, i.growth_high,
    s.vintages, s.apart, s.again, s.living, s.value AS held, s.source, b.value AS before, b.apart AS grown_apart, n.value AS near, n.first AS near_first, n.last AS near_last
FROM incoming AS i
LEFT JOIN same AS s ON s.id = i.id
LEFT JOIN before AS b ON b.id = i.id
LEFT JOIN around AS n ON n.id = i.id
ORDER BY i."row", i.id

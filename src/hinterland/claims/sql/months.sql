-- The latest month of a period in which a region's total trade was published.
SELECT max(last_month) AS month
FROM levels
WHERE region = $region AND first_month = last_month AND first_month BETWEEN $first AND $last AND flow = $flow AND concept = 'trade'
    AND product = 'all' AND partner = 'world' AND regime = 'all' AND currency = $currency AND basis = $basis
    AND how = 'published'

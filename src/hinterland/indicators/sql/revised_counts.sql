-- How many cells are new, changed, gone, confirmed or the same.
SELECT how, count(*) AS cells FROM revised GROUP BY how ORDER BY how

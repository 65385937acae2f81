"""The page of the report: its template, style and script, the chart library, and the data of its charts."""

"""What several declarations share."""

# Prices in these are prices in money. Currencies whose name ends in that of another (BUSD, TUSD) are left out: ARBUSD would
# be AR in BUSD as well as ARB in USD. A file named by such a pair needs an alias.
MONEY = (
    "USDT", "USDC", "FDUSD", "USD", "EUR", "GBP", "JPY", "KRW", "AUD", "CAD", "CHF", "TRY", "BRL", "PLN", "RUB", "INR", "DAI",
)  # fmt: skip
# How people and libraries name a daily history that has no name of its own.
DAILY = ("<label>[-_ ](daily|1d|d|day|max|history|historical|prices|ohlcv|data)", "daily[-_ ]<label>")
# Names of exchanges that collectors put before a symbol.
EXCHANGES = (
    "(binance|binanceus|bitfinex|bitstamp|bittrex|bybit|cexio|coinbase|cryptocom|deribit|exmo|ftx|gateio|gemini|hitbtc|huobi|"
    "itbit|kraken|kucoin|mexc|okcoin|okex|okx|poloniex|upbit|nasdaq|nyse|amex|arca|lse|xetr|euronext|gpw|tse|hkex|asx|tsx)"
)

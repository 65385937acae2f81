"""Tiny files of every format that Freshbars knows, written by hand: what a vendor's file looks like, and what it says."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Golden:
    """A file of a format: its bytes, the format's vendor and adjustment, and its days as (date, O, H, L, C, volume)."""

    text: str
    series: str
    days: tuple[tuple, ...]
    quote: str = ""
    end: str = "\n"
    final: bool = True
    bom: bool = False

    @property
    def data(self) -> bytes:
        body = self.text.strip().replace("\n", self.end) + (self.end if self.final else "")
        return (("\ufeff" if self.bom else "") + body).encode()


# Two days; most files hold them in their own spelling.
D1, D2 = ("2024-02-28", 10.5, 12.25, 9.75, 11.0, 1500.0), ("2024-02-29", 11.0, 11.5, 10.125, 10.25, 2500.0)
BOTH = (D1, D2)
NO_VOLUME = tuple((*day[:5], None) for day in BOTH)
MS1, MS2 = 1709078400000, 1709164800000

GOLDEN = {
    "yahoo": Golden(
        "Date,Open,High,Low,Close,Adj Close,Volume\n2024-02-28,10.5,12.25,9.75,11,5.5,1500\n"
        "2024-02-29,11,11.5,10.125,10.25,5.125,2500", "yahoo//split-adjusted", BOTH, final=False,
    ),
    "yahoo before 2017": Golden(
        "Date,Open,High,Low,Close,Volume,Adj Close\n2024-02-29,11,11.5,10.125,10.25,2500,5.125\n"
        "2024-02-28,10.5,12.25,9.75,11,1500,5.5", "yahoo//split-adjusted", BOTH,
    ),
    "yahoo with null": Golden(
        "Date,Open,High,Low,Close,Adj Close,Volume\n2024-02-28,null,null,null,null,null,null\n"
        "2024-02-29,11,11.5,10.125,10.25,5.125,2500", "yahoo//split-adjusted",
        (("2024-02-28", None, None, None, None, None), D2), final=False,
    ),
    "yfinance": Golden(
        "Price,Close,High,Low,Open,Volume\nTicker,BTC-USD,BTC-USD,BTC-USD,BTC-USD,BTC-USD\nDate,,,,,\n"
        "2024-02-28,11,12.25,9.75,10.5,1500\n2024-02-29,10.25,11.5,10.125,11,2500", "yahoo//adjusted", BOTH,
    ),
    "yfinance unadjusted": Golden(
        "Price,Adj Close,Close,High,Low,Open,Volume\nTicker,aapl,aapl,aapl,aapl,aapl,aapl\nDate,,,,,,\n"
        "2024-02-28,5.5,11,12.25,9.75,10.5,1500\n2024-02-29,5.125,10.25,11.5,10.125,11,2500",
        "yahoo//split-adjusted", BOTH,
    ),
    "yfinance by ticker": Golden(
        "Ticker,MSFT,MSFT,MSFT,MSFT,MSFT\nPrice,Open,High,Low,Close,Volume\nDate,,,,,\n"
        "2024-02-28,10.5,12.25,9.75,11,1500\n2024-02-29,11,11.5,10.125,10.25,2500", "yahoo//adjusted", BOTH,
    ),
    "yfinance history": Golden(
        "Date,Open,High,Low,Close,Volume,Dividends,Stock Splits\n"
        "2024-02-28 00:00:00+02:00,10.5,12.25,9.75,11,1500,0.0,0.0\n"
        "2024-02-29 00:00:00+02:00,11,11.5,10.125,10.25,2500,0.24,0.0", "yahoo//adjusted", BOTH,
    ),
    "yfinance history unadjusted": Golden(
        "Date,Open,High,Low,Close,Adj Close,Volume,Dividends,Stock Splits\n"
        "2024-02-28 00:00:00-05:00,10.5,12.25,9.75,11,5.5,1500,0.0,0.0\n"
        "2024-02-29 00:00:00-05:00,11,11.5,10.125,10.25,5.125,2500,0.24,0.0", "yahoo//split-adjusted", BOTH,
    ),
    "yfinance repaired": Golden(
        "Price,Close,High,Low,Open,Repaired?,Volume\nTicker,AAPL,AAPL,AAPL,AAPL,AAPL,AAPL\nDate,,,,,,\n"
        "2024-02-28,11,12.25,9.75,10.5,False,1500\n2024-02-29,10.25,11.5,10.125,11,True,2500", "yahoo//adjusted", BOTH,
    ),
    "yfinance one line": Golden(
        "Date,Close,High,Low,Open,Volume\n2024-02-28,11,12.25,9.75,10.5,1500\n2024-02-29,10.25,11.5,10.125,11,2500",
        "yahoo//adjusted", BOTH,
    ),
    "yfinance one line unadjusted": Golden(
        "Date,Adj Close,Close,High,Low,Open,Volume\n2024-02-28,5.5,11,12.25,9.75,10.5,1500\n"
        "2024-02-29,5.1,10.25,11.5,10.125,11,2500", "yahoo//split-adjusted", BOTH,
    ),
    "plain": Golden(
        "Date,Open,High,Low,Close,Volume\n2024-02-28,10.5,12.25,9.75,11,1500\n2024-02-29,11,11.5,10.125,10.25,2500",
        "plain//", BOTH, end="\r\n",
    ),
    "plain compact": Golden(
        "date,open,high,low,close,volume,openint\n20240228,10.5,12.25,9.75,11,1500,0\n20240229,11,11.5,10.125,10.25,2500,0",
        "plain//", BOTH,
    ),
    "googlefinance": Golden(
        "Date,Open,High,Low,Close,Volume\n2/28/2024 16:00:00,10.5,12.25,9.75,11,1500\n"
        "2/29/2024 16:00:00,11,11.5,10.125,10.25,2500", "googlefinance//split-adjusted", BOTH, end="\r\n",
    ),
    "stooq in Polish": Golden(
        "Data,Otwarcie,Najwyzszy,Najnizszy,Zamkniecie\n2024-02-28,10.5,12.25,9.75,11\n2024-02-29,11,11.5,10.125,10.25",
        "stooq//adjusted", NO_VOLUME,
    ),
    "stooq bulk": Golden(
        "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>\n"
        "AAPL.US,D,20240228,000000,10.5,12.25,9.75,11,1500,0\nAAPL.US,D,20240229,000000,11,11.5,10.125,10.25,2500,0",
        "stooq//adjusted", BOTH, end="\r\n",
    ),
    "metatrader 5": Golden(
        "<DATE>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>\n"
        "2024.02.28\t10.5\t12.25\t9.75\t11\t1500\t0\t3\n2024.02.29\t11\t11.5\t10.125\t10.25\t2500\t0\t3",
        "metatrader//", BOTH, end="\r\n",
    ),
    "metatrader 5 with a time": Golden(
        "<DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>\n"
        "2024.02.28\t00:00:00\t10.5\t12.25\t9.75\t11\t1500\t0\t3\n"
        "2024.02.29\t00:00:00\t11\t11.5\t10.125\t10.25\t2500\t0\t3", "metatrader//", BOTH, end="\r\n",
    ),
    "metatrader 4": Golden(
        "2024.02.28,00:00,10.5,12.25,9.75,11,1500\n2024.02.29,00:00,11,11.5,10.125,10.25,2500", "metatrader//", BOTH,
        end="\r\n",
    ),
    "polygon": Golden(
        "ticker,volume,open,close,high,low,window_start,transactions\n"
        f"ABRpD,1500,10.5,11,12.25,9.75,{(MS1 + 5 * 3_600_000) * 10**6},7\n"
        f"ABRpD,2500,11,10.25,11.5,10.125,{(MS2 + 5 * 3_600_000) * 10**6},7", "polygon//raw", BOTH,
    ),
    "eodhd bulk": Golden(
        "Code,Exchange,Date,Open,High,Low,Close,Adjusted_close,Volume\nAAPL,US,2024-02-28,10.5,12.25,9.75,11,5.5,1500\n"
        "AAPL,US,2024-02-29,11,11.5,10.125,10.25,5.1,2500", "eodhd//raw", BOTH,
    ),
    "eodhd": Golden(
        "Date,Open,High,Low,Close,Adjusted_close,Volume\n2024-02-28,10.5,12.25,9.75,11,5.5,1500\n"
        "2024-02-29,11,11.5,10.125,10.25,5.1,2500", "eodhd//raw", BOTH,
    ),
    "databento": Golden(
        "ts_event,rtype,publisher_id,instrument_id,open,high,low,close,volume,symbol\n"
        "2024-02-28T00:00:00.000000000Z,35,2,15,10.500000000,12.25,9.75,11,1500,MSFT\n"
        "2024-02-29T00:00:00.000000000Z,35,2,15,11.000000000,11.5,10.125,10.25,2500,MSFT", "databento//raw", BOTH,
    ),
    "databento in whole numbers": Golden(
        "ts_event,rtype,publisher_id,instrument_id,open,high,low,close,volume,symbol\n"
        f"{MS1}000000,35,2,15,10500000000,12250000000,9750000000,11000000000,1500,MSFT\n"
        f"{MS2}000000,35,2,15,11000000000,11500000000,10125000000,10250000000,2500,MSFT", "databento//raw", BOTH,
    ),
    "binance": Golden(
        f"{MS1},10.50000000,12.25,9.75,11.0,1500.0,{MS2 - 1},16000.5,7,1,2,0\n"
        f"{MS2}000,11.0,11.5,10.125,10.25,2500.0,{MS2 + 86_399_999}999,26000,7,1,2,0", "binance//", BOTH,
    ),
    "binance with header": Golden(
        "open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore\n"
        f"{MS1},10.5,12.25,9.75,11,1500,{MS2 - 1},16000,7,1,2,0\n{MS2},11,11.5,10.125,10.25,2500,{MS2 + 86_399_999},1,7,1,2,0",
        "binance//", BOTH,
    ),
    "kraken": Golden(
        "1709078400,10.5,12.25,9.75,11.0,1500.0,12\n1709164800,11.0,11.5,10.125,10.25,2500,7", "kraken//", BOTH
    ),
    "cryptodatadownload": Golden(
        "https://www.CryptoDataDownload.com\nunix,date,symbol,open,high,low,close,Volume BTC,Volume USDT,tradecount\n"
        f"{MS2},2024-02-29 00:00:00,BTC/USDT,11,11.5,10.125,10.25,2500,25000,7\n"
        "1709078400.0,2024-02-28,BTC/USDT,10.5,12.25,9.75,11,1500,16000,NULL", "cryptodatadownload/USDT/", BOTH, "USDT",
    ),
    "cryptodatadownload capitals": Golden(
        "Unix,Date,Symbol,Open,High,Low,Close,Volume BTC,Volume USD\n1709078400,2024-02-28 00:00:00,BTC/USD,10.5,12.25,9.75,"
        "11,1500,16000\n1709164800,2024-02-29 00:00:00,BTC/USD,11,11.5,10.125,10.25,2500,25000",
        "cryptodatadownload/USD/", BOTH, "USD",
    ),
    "cryptodatadownload first": Golden(
        "Created on 06-04-2019,https://www.CryptoDataDownload.com\nDate,Symbol,Open,High,Low,Close,Volume BTC,Volume USD\n"
        "2024-02-29,BTCUSD,11,11.5,10.125,10.25,2500,25000\n2024-02-28,BTCUSD,10.5,12.25,9.75,11,1500,16000",
        "cryptodatadownload/USD/", BOTH, "USD", end="\r\n",
    ),
    "cryptodatadownload dollars first": Golden(
        "https://www.CryptoDataDownload.com\nunix,date,symbol,open,high,low,close,Volume USD,Volume BTC\n"
        "1709164800,2024-02-29 00:00:00,BTC/USD,11,11.5,10.125,10.25,25000,2500\n"
        "1709078400,2024-02-28 00:00:00,BTC/USD,10.5,12.25,9.75,11,16000,1500", "cryptodatadownload/USD/", BOTH, "USD",
    ),
    "cryptodatadownload in twelve hours": Golden(
        "https://www.CryptoDataDownload.com\nDate,Symbol,Open,High,Low,Close,Volume BTC,Volume USD\n"
        "2024-02-29 12-AM,BTCUSD,11,11.5,10.125,10.25,2500,25000\n"
        "2024-02-28 12-AM,BTCUSD,10.5,12.25,9.75,11,1500,16000", "cryptodatadownload/USD/", BOTH, "USD",
    ),
    "alphavantage currencies": Golden(
        "timestamp,open,high,low,close\n2024-02-29,11.0,11.5,10.125,10.25\n2024-02-28,10.5,12.25,9.75,11",
        "alphavantage//raw", NO_VOLUME, end="\r\n",
    ),
    "alphavantage": Golden(
        "timestamp,open,high,low,close,volume\n2024-02-29,11.0000,11.5000,10.1250,10.2500,2500\n"
        "2024-02-28,10.5,12.25,9.75,11,1500", "alphavantage//raw", BOTH, end="\r\n",
    ),
    "alphavantage adjusted": Golden(
        "timestamp,open,high,low,close,adjusted_close,volume,dividend_amount,split_coefficient\n"
        "2/29/2024,11,11.5,10.125,10.25,5.1,2500,0,1\n2/28/2024,10.5,12.25,9.75,11,5.5,1500,0,1",
        "alphavantage//raw", BOTH, end="\r\n",
    ),
    "alphavantage currency": Golden(
        "timestamp,open (CNY),high (CNY),low (CNY),close (CNY),open (USD),high (USD),low (USD),close (USD),volume,"
        "market cap (USD)\n2024-02-29,11,11.5,10.125,10.25,1,1,1,1,2500,2500\n2024-02-28,10.5,12.25,9.75,11,1,1,1,1,1500,1500",
        "alphavantage/CNY/", BOTH, "CNY", end="\r\n",
    ),
    "alphavantage currency without brackets": Golden(
        "timestamp,open,high,low,close,volume,market cap\n2024-02-29,11,11.5,10.125,10.25,2500,9\n"
        "2024-02-28,10.5,12.25,9.75,11,1500,9", "alphavantage//", BOTH, end="\r\n",
    ),
    "tiingo": Golden(
        "date,close,high,low,open,volume,adjClose,adjHigh,adjLow,adjOpen,adjVolume,divCash,splitFactor\n"
        "2024-02-28,11,12.25,9.75,10.5,1500,5.5,6,4,5,3000,0.0,1.0\n2024-02-29,10.25,11.5,10.125,11,2500,5,6,5,5,5000,0.0,1.0",
        "tiingo//raw", BOTH,
    ),
    "tiingo with instants": Golden(
        "date,close,high,low,open,volume,adjClose,adjHigh,adjLow,adjOpen,adjVolume,divCash,splitFactor\n"
        "2024-02-28T00:00:00.000Z,11,12.25,9.75,10.5,1500,5.5,6,4,5,3000,0.0,1.0\n"
        "2024-02-29T00:00:00.000Z,10.25,11.5,10.125,11,2500,5,6,5,5,5000,0.0,1.0", "tiingo//raw", BOTH,
    ),
    "investing": Golden(
        '"Date","Price","Open","High","Low","Vol.","Change %"\n"02/29/2024","10.25","11.0","11.5","10.125","2.5K","-6.8%"\n'
        '"02/28/2024","11.0","10.5","12.25","9.75","1.50K","4.7%"', "investing//split-adjusted", BOTH, bom=True, final=False,
    ),
    "investing spelled": Golden(
        '"Date","Price","Open","High","Low","Vol.","Change %"\n"Feb 29, 2024","10,250.0","11,000.0","11,500.0","10,125.0",'
        '"0.27M","-6.8%"\n"Feb 28, 2024","11,000.0","10,500.0","12,250.0","9,750.0","","4.7%"', "investing//split-adjusted",
        (("2024-02-28", 10500.0, 12250.0, 9750.0, 11000.0, None), ("2024-02-29", 11000.0, 11500.0, 10125.0, 10250.0, 270000.0)),
    ),
    "investing in German": Golden(
        '"Datum","Zuletzt","Eröffn.","Hoch","Tief","Vol.","+/- %"\n"29.02.2024","2.620,00","2.600,50","2.700,00","2.500,00",'
        '"27,41K","-0,7%"\n"28.02.2024","980,25","990,00","1.000,00","970,00","-","1%"', "investing//split-adjusted",
        (("2024-02-28", 990.0, 1000.0, 970.0, 980.25, None), ("2024-02-29", 2600.5, 2700.0, 2500.0, 2620.0, 27410.0)),
    ),
    "nasdaq": Golden(
        "Date,Close/Last,Volume,Open,High,Low\n02/29/2024,$10.25,2500,$11.00,$11.50,$10.125\n"
        "02/28/2024,$11.00,1500,$10.50,$12.25,$9.75", "nasdaq//split-adjusted", BOTH, end="\r\n",
    ),
    "nasdaq 2020": Golden(
        "Date, Close/Last, Volume, Open, High, Low\n02/29/2024, $10.25, 2500, $11.00, $11.50, $10.125\n"
        "02/28/2024, $11.00, 1500, $10.50, $12.25, $9.75", "nasdaq//split-adjusted", BOTH,
    ),
    "nasdaq index": Golden(
        "Date,Close/Last,Open,High,Low\n02/29/2024,10.25,11.00,11.50,10.125\n02/28/2024,11.00,10.50,12.25,9.75",
        "nasdaq//split-adjusted", NO_VOLUME,
    ),
    "nasdaq currency": Golden(
        "Date,Close/Last,Volume,Open,High,Low\n02/29/2024,10.25,N/A,11.00,11.50,10.125\n02/28/2024,11.00,N/A,10.50,12.25,9.75",
        "nasdaq//split-adjusted", NO_VOLUME,
    ),
    "tradingview": Golden(
        "time,open,high,low,close,Plot,Plot,MA,Volume\n1709078400,10.5,12.25,9.75,11,NaN,NaN,,1500\n"
        "1709164800,11,11.5,10.125,10.25,1,2,3,2500", "tradingview//", BOTH,
    ),
    "tradingview with two volumes": Golden(
        "time,open,high,low,close,Volume,Volume MA,Volume\n1709078400,10.5,12.25,9.75,11,1500,1,2\n"
        "1709164800,11,11.5,10.125,10.25,2500,3,4", "tradingview//", BOTH,
    ),
    "tradingview currencies": Golden(
        "time,open,high,low,close\n1709071200,10.5,12.25,9.75,11\n1709157600,11,11.5,10.125,10.25", "tradingview//",
        NO_VOLUME,
    ),
    "tradingview sessions": Golden(
        "time,open,high,low,close,Volume\n2024-02-28T14:30:00Z,10.5,12.25,9.75,11,1500\n"
        "2024-02-29T14:30:00Z,11,11.5,10.125,10.25,2500", "tradingview//", BOTH,
    ),
    "kaggle": Golden(
        "SNo,Name,Symbol,Date,High,Low,Open,Close,Volume,Marketcap\n"
        "1,Bitcoin,BTC,2024-02-28 23:59:59,12.25,9.75,10.5,11,0,5e9\n"
        "2,Bitcoin,BTC,2024-02-29 23:59:59,11.5,10.125,11,10.25,2500,0", "coinmarketcap/2781/",
        ((*D1[:5], None), D2), "2781",
    ),
}  # fmt: skip

-- What wrk asks: EBB_PATH, or with EBB_DAYS (days since 1970, "19266 19630") the same over a range drawn anew each time.
local path = os.getenv("EBB_PATH")
local first, last = string.match(os.getenv("EBB_DAYS") or "", "(%d+) (%d+)")
local glue = string.find(path, "?", 1, true) and "&" or "?"
-- Answers without a range are asked for by a number of rows instead.
local limit = os.getenv("EBB_LIMITS")

local function day(number)
  return os.date("!%Y-%m-%d", number * 86400)
end

function init()
  math.randomseed(1)
end

function request()
  if first then
    local a, b = math.random(first, last), math.random(first, last)
    return wrk.format("GET", path .. glue .. "from=" .. day(math.min(a, b)) .. "&to=" .. day(math.max(a, b)))
  elseif limit then
    return wrk.format("GET", path .. glue .. "limit=" .. math.random(1, 10000))
  end
  return wrk.format("GET", path)
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    "result %d %d %d %d %d %d\n",
    latency:percentile(50), latency:percentile(99), latency.max, summary.requests, summary.duration,
    errors.connect + errors.read + errors.write + errors.timeout + errors.status))
end

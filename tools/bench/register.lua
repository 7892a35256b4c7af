-- Registers a new schema with each request. After COUNT answers, when given, it sends no more and says "reached".
--   wrk -s register.lua URL -- PREFIX [COUNT [PAUSE]]
-- A connection waits PAUSE milliseconds before it sends the next one.
-- wrk makes the next request before the last one is answered, so each text is used once.

local threads = {}

function setup(thread)
  thread:set("thread_number", #threads)
  table.insert(threads, thread)
end

function init(arguments)
  prefix = arguments[1]
  most = tonumber(arguments[2]) or math.huge
  local pause = tonumber(arguments[3])
  -- Set here: wrk asks once whether there is such a function.
  if pause then delay = function() return pause end end
  sent, answered, refused = 0, 0, 0
  headers = { ["Content-Type"] = "application/vnd.schemaregistry.v1+json" }
end

-- One field has a name of its own, so that no two schemas are the same content, as in a registry of many teams.
local template = [[{"schema":"{\"type\":\"record\",\"name\":\"Payment\",\"namespace\":\"shop.%s\",]]
  .. [[\"doc\":\"A payment as the shop saw it.\",\"fields\":[]]
  .. [[{\"name\":\"id\",\"type\":\"string\",\"doc\":\"The shop's own number.\"},]]
  .. [[{\"name\":\"amount\",\"type\":\"long\",\"doc\":\"In the currency's smallest unit.\"},]]
  .. [[{\"name\":\"currency\",\"type\":\"string\",\"default\":\"EUR\"},]]
  .. [[{\"name\":\"method\",\"type\":{\"type\":\"enum\",\"name\":\"Method\",\"symbols\":[\"CARD\",\"CASH\",\"TRANSFER\"]}},]]
  .. [[{\"name\":\"lines\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"Line\",\"fields\":[]]
  .. [[{\"name\":\"item\",\"type\":\"string\"},{\"name\":\"count\",\"type\":\"int\"},{\"name\":\"price\",\"type\":\"long\"}]}}},]]
  .. [[{\"name\":\"labels\",\"type\":{\"type\":\"map\",\"values\":\"string\"}},]]
  .. [[{\"name\":\"settled\",\"type\":\"boolean\",\"default\":false},]]
  .. [[{\"name\":\"note\",\"type\":[\"null\",\"string\"],\"default\":null,\"doc\":\"What the customer wrote.\"}]}"}]]

function request()
  sent = sent + 1
  local name = prefix .. thread_number .. "n" .. sent
  return wrk.format("POST", "/subjects/" .. name .. "-value/versions", headers, string.format(template, name))
end

function response(status)
  answered = answered + 1
  if status ~= 200 then refused = refused + 1 end
  if answered == most then
    io.write("reached\n")
    io.flush()
    wrk.thread:stop()
  end
end

function done(summary, latency)
  local answered, refused = 0, 0
  for _, thread in ipairs(threads) do
    answered = answered + thread:get("answered")
    refused = refused + thread:get("refused")
  end
  local errors = summary.errors
  io.write(string.format("result %d %d %d %d %d %d\n", answered, summary.duration,
    refused + errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(99), latency.max))
end

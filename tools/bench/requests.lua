-- Repeats one request, and writes the same line of results as register.lua.
--   wrk -s requests.lua URL                   a GET of the URL
--   wrk -s requests.lua URL -- paths FILE     GETs of paths drawn from the file's lines
--   wrk -s requests.lua URL -- body FILE      POSTs of the file

function init(arguments)
  local kind, file = arguments[1], arguments[2]
  if kind == "paths" then
    local paths = {}
    for path in io.lines(file) do paths[#paths + 1] = path end
    math.randomseed(#paths)
    -- Set here: wrk makes the request once where there is no such function.
    request = function() return wrk.format("GET", paths[math.random(#paths)]) end
  elseif kind == "body" then
    local content = io.open(file)
    wrk.method, wrk.body = "POST", content:read("*a")
    wrk.headers["Content-Type"] = "application/vnd.schemaregistry.v1+json"
    content:close()
  end
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("result %d %d %d %d %d %d\n", summary.requests, summary.duration,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(99), latency.max))
end

#include "logs/log.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "base/text.h"
#include "logs/redaction.h"

namespace logs {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kLongest = 4096;                    ///< Of a message or a value. Unit: bytes.
constexpr std::size_t kEarlier = std::size_t{512} * 1024; ///< Read of the files at the start. Unit: bytes.
constexpr std::size_t kLinesAtOnce = 256;                 ///< Written by one write().
constexpr int kDeepest = 12;                              ///< Of a field's value.
constexpr std::uint64_t kIdsAMilli = 1000;                ///< More lines come in no run.

bool holds(const Line &line, const std::string &wanted)
{
    return base::lowerAscii(line.message).find(wanted) != std::string::npos
           || base::lowerAscii(line.category).find(wanted) != std::string::npos
           || base::lowerAscii(base::dump(line.fields)).find(wanted) != std::string::npos;
}

/// One line to who reads the file, whatever is in it.
std::string asText(const std::vector<SharedLine> &lines)
{
    std::string out;
    for (const SharedLine &line : lines)
        out.append(base::dump(toJson(*line))).append("\n");
    return out;
}

} // namespace

Log::Log(const base::Clock &clock, std::size_t capacity, std::chrono::milliseconds retry)
    : m_clock(clock),
      m_capacity(capacity),
      m_retry(retry),
      m_next(static_cast<std::uint64_t>(std::max<std::int64_t>(clock.wallMillis(), 1)) * kIdsAMilli),
      m_told(m_next - 1),
      m_inFile(m_next - 1)
{
}

Log::~Log()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void Log::hide(Secrets secrets)
{
    const std::lock_guard lock(m_secretsMutex);
    m_secrets = std::move(secrets);
}

void Log::keepIn(std::filesystem::path directory)
{
    if (m_files)
        return;
    m_files = std::make_unique<LogFiles>(directory);
    {
        const std::lock_guard lock(m_mutex);
        m_state.directory = std::move(directory);
    }
    startThread();
}

void Log::tell(std::function<void(const Line &)> listener)
{
    const bool wanted = listener != nullptr;
    {
        const std::lock_guard lock(m_telling);
        m_listener = std::move(listener);
    }
    if (wanted)
        startThread();
}

void Log::startThread()
{
    if (!m_thread.joinable())
        m_thread = std::thread([this] { run(); });
    else
        m_wake.notify_all();
}

void Log::setKeeping(const Keeping &keeping)
{
    const std::lock_guard lock(m_mutex);
    m_keeping = keeping;
}

Keeping Log::keeping() const
{
    const std::lock_guard lock(m_mutex);
    return m_keeping;
}

std::string Log::redacted(std::string text) const
{
    {
        const std::lock_guard lock(m_secretsMutex);
        if (m_secrets)
            for (const auto &secret : m_secrets())
                hideSecret(text, secret->reveal());
    }
    hideKnownForms(text);
    return text;
}

/// A number or a truth is no secret.
void Log::clean(base::Json &value, std::size_t longest, int depth) const
{
    if (value.is_string()) {
        std::string text = redacted(value.get<std::string>());
        value = std::string(base::clip(text, longest));
    } else if (value.is_structured() && depth >= kDeepest) {
        value = "***";
    } else if (value.is_object()) {
        for (auto &[name, member] : value.items())
            if (isUnspeakable(name) && (member.is_string() || member.is_structured()))
                member = "***";
            else
                clean(member, longest, depth + 1);
    } else if (value.is_array()) {
        for (base::Json &member : value)
            clean(member, longest, depth + 1);
    }
}

base::Json Log::redacted(base::Json value) const
{
    clean(value, std::string::npos, 0);
    return value;
}

void Log::clean(Line &line) const
{
    line.message = redacted(std::move(line.message)); // before it is cut: half a secret is harder to know
    line.message = std::string(base::clip(line.message, kLongest));
    line.category = redacted(std::move(line.category));
    if (!line.fields.is_object())
        line.fields = base::Json::object();
    clean(line.fields, kLongest, 0);
    if (base::dump(line.fields).size() > 4 * kLongest)
        line.fields = {{"left_out", "too much for a line"}};
}

std::string Log::write(Line line)
{
    clean(line);
    std::string shown = line.message;
    if (line.atMs == 0)
        line.atMs = m_clock.wallMillis();
    {
        const std::lock_guard lock(m_mutex);
        if (line.level < m_keeping.least)
            return shown;
        line.id = m_next++;
        m_ring.push_back(std::make_shared<const Line>(std::move(line)));
        if (m_ring.size() > m_capacity)
            m_ring.pop_front();
    }
    m_wake.notify_one();
    return shown;
}

LogPage Log::page(const LogQuery &query) const
{
    std::vector<SharedLine> all;
    {
        const std::lock_guard lock(m_mutex);
        all.assign(m_ring.begin(), m_ring.end());
    }
    const std::string wanted = base::lowerAscii(query.text);
    LogPage out;
    for (auto it = all.rbegin(); it != all.rend() && (*it)->id > query.since; ++it) {
        const Line &line = **it;
        if ((query.before != 0 && line.id >= query.before) || line.level < query.least
            || (!query.category.empty() && line.category != query.category)
            || (!wanted.empty() && !holds(line, wanted)))
            continue;
        if (out.lines.size() == query.limit) {
            out.more = true;
            break;
        }
        out.lines.push_back(*it);
    }
    return out;
}

std::vector<std::string> Log::categories() const
{
    std::set<std::string> out;
    const std::lock_guard lock(m_mutex);
    for (const SharedLine &line : m_ring)
        out.insert(line->category);
    return {out.begin(), out.end()};
}

LogState Log::state() const
{
    const std::lock_guard lock(m_mutex);
    return m_state;
}

bool Log::flush(std::chrono::milliseconds most)
{
    std::unique_lock lock(m_mutex);
    const std::uint64_t last = m_next - 1;
    return m_filed.wait_for(lock, most, [&] {
        return m_inFile >= last || m_state.failing || m_state.directory.empty() || m_keeping.room.bytes == 0;
    });
}

bool Log::isBehind() const
{
    const bool tellable = m_told + 1 < m_next;
    const bool fileable = !m_state.directory.empty() && m_inFile + 1 < m_next
                          && (!m_state.failing || m_ending || std::chrono::steady_clock::now() >= m_retryAt);
    return tellable || fileable;
}

void Log::run()
{
    readEarlier();
    for (;;) {
        {
            std::unique_lock lock(m_mutex);
            while (!m_ending && !isBehind())
                if (m_state.failing)
                    m_wake.wait_until(lock, m_retryAt);
                else
                    m_wake.wait(lock);
            if (m_ending && (!isBehind() || m_state.failing))
                return;
        }
        tellNew();
        fileNew();
    }
}

/// What was written before, so that a restart does not hide why there was one.
void Log::readEarlier()
{
    if (!m_files)
        return;
    const std::string text = m_files->tail(kEarlier);
    std::deque<SharedLine> earlier;
    for (const std::string &row : base::split(text, '\n'))
        if (auto line = parseLine(row))
            earlier.push_back(std::make_shared<const Line>(std::move(*line)));
    const std::lock_guard lock(m_mutex);
    const std::uint64_t first = m_ring.empty() ? m_next : m_ring.front()->id;
    std::erase_if(earlier, [first](const SharedLine &line) { return line->id >= first; }); // the clock was set back
    while (earlier.size() + m_ring.size() > m_capacity / 2 && !earlier.empty())
        earlier.pop_front();
    m_ring.insert(m_ring.begin(), earlier.begin(), earlier.end());
}

Log::Batch Log::batchBehind(std::uint64_t id) const
{
    Batch out;
    auto at = std::ranges::upper_bound(m_ring, id, {}, &Line::id);
    if (at != m_ring.end())
        out.lost = static_cast<std::int64_t>((*at)->id - id) - 1;
    for (; at != m_ring.end() && out.lines.size() < kLinesAtOnce; ++at)
        out.lines.push_back(*at);
    return out;
}

void Log::tellNew()
{
    Batch batch;
    {
        const std::lock_guard lock(m_mutex);
        batch = batchBehind(m_told);
        if (!batch.lines.empty())
            m_told = batch.lines.back()->id;
    }
    const std::lock_guard lock(m_telling);
    if (m_listener)
        for (const SharedLine &line : batch.lines)
            m_listener(*line);
}

void Log::fileNew()
{
    Batch batch;
    FileRoom room;
    {
        const std::lock_guard lock(m_mutex);
        if (m_state.directory.empty() || (m_state.failing && !m_ending && std::chrono::steady_clock::now() < m_retryAt))
            return;
        batch = batchBehind(m_inFile);
        room = m_keeping.room;
    }
    if (batch.lines.empty())
        return;
    const auto done = room.bytes == 0 ? base::Result<>() : m_files->append(asText(batch.lines), room);
    {
        const std::lock_guard lock(m_mutex);
        m_state.failing = !done;
        m_state.problem = done ? std::string() : done.error().detail;
        m_retryAt = std::chrono::steady_clock::now() + m_retry;
        if (done) {
            m_inFile = batch.lines.back()->id;
            m_state.lost += batch.lost;
        }
    }
    m_filed.notify_all();
}

} // namespace logs

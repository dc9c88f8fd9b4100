#include <cstdio>
#include <random>
#include <span>

#include "exchange/stream_relay.h"
#include "gateway/exchange/cut_stream.h"
#include "gateway/exchange/exchange_fixture.h"

// No cut stream looks whole. Two proofs over the same streams: the relay's verdict at every position, and whole
// exchanges, with real books, at every position of small streams and a sample of the others (SWITCHYARD_PROVE=full: at
// every position of all, with every ending but for the largest, which take the endings in turn).

using cuts::Stream;
using fakes::ClientSide;

namespace {

enum class Ending : std::uint8_t { Fin, Reset, Proper };
constexpr Ending kEndings[] = {Ending::Fin, Ending::Reset, Ending::Proper};
constexpr std::size_t kSampled = 30;         // positions of a recorded stream
constexpr std::size_t kInTurnAbove = 50'000; // bytes
constexpr int kCallsPerBench = 50'000;       // then fresh books, so that the disk does not fill
constexpr std::size_t kLastSlice = 64;       // the longest

bool proveFully()
{
    return qgetenv("SWITCHYARD_PROVE") == "full";
}

unsigned seed()
{
    static const unsigned value = qEnvironmentVariableIntValue("SWITCHYARD_SEED") != 0
                                      ? static_cast<unsigned>(qEnvironmentVariableIntValue("SWITCHYARD_SEED"))
                                      : 1U;
    return value;
}

/// What was counted, and the first few things that were wrong.
struct Tally {
    std::int64_t positions = 0;
    std::int64_t whole = 0;
    std::int64_t wrong = 0;

    void blame(const Stream &stream, std::size_t cut, const char *what)
    {
        if (++wrong <= 20)
            std::printf("  %s, %zu of %zu bytes: %s\n", stream.name.c_str(), cut, stream.bytes.size(), what);
    }
};

/// The relay, fed byte by byte; at every byte both ends are tried on a copy of it.
class RelaySweep {
public:
    RelaySweep(const Stream &stream, bool hideUsage, Tally &tally)
        : m_stream(stream), m_hideUsage(hideUsage), m_tally(tally), m_relay(dialect::openaiChat, hideUsage)
    {
        m_unread.reserve(stream.bytes.size() + dialect::kReadablePadding);
    }

    void run()
    {
        for (std::size_t cut = 0; cut <= m_stream.bytes.size(); ++cut) {
            if (cut > 0)
                feed(m_stream.bytes[cut - 1], cut);
            for (const bool messageEnded : {false, true})
                tryEnd(cut, messageEnded);
        }
    }

private:
    void feed(char byte, std::size_t cut)
    {
        m_unread.push_back(byte);
        const auto used = m_relay.take(m_unread, m_out);
        if (!used)
            return m_tally.blame(m_stream, cut, "the relay refuses it");
        m_unread.erase(0, *used);
        const std::string_view shown = m_stream.shown(cut, m_hideUsage);
        if (m_relay.flowing() ? m_out.size() != shown.size() : !m_out.empty())
            m_tally.blame(m_stream, cut, "the client has other bytes than it should have");
        if (*used > 0 && !shown.starts_with(m_out))
            m_tally.blame(m_stream, cut, "what the client has is no prefix of the stream");
    }
    void tryEnd(std::size_t cut, bool messageEnded)
    {
        exchange::StreamRelay ended = m_relay;
        ++m_tally.positions;
        const bool whole = ended.finish(m_unread, messageEnded);
        m_tally.whole += whole ? 1 : 0;
        if (whole && !m_stream.mayBeWhole(cut, messageEnded))
            m_tally.blame(m_stream, cut, messageEnded ? "called whole, ended" : "called whole, cut");
        if (!whole && m_stream.mayBeWhole(cut, messageEnded))
            m_tally.blame(m_stream, cut, messageEnded ? "called broken, ended" : "called broken, cut");
        if (whole && m_out + ended.held() != m_stream.wholeAnswer(cut, m_hideUsage))
            m_tally.blame(m_stream, cut, "whole, but not the same bytes");
    }

    const Stream &m_stream;
    bool m_hideUsage;
    Tally &m_tally;
    exchange::StreamRelay m_relay;
    std::string m_unread{};
    std::string m_out{};
};

std::shared_ptr<model::Plan> oneTry()
{
    auto plan = fixture::planOf({fixture::provider("only", 0, {"key_a"})});
    plan->settings.maxAttempts = 1;
    return plan;
}

/// Whole exchanges with one set of books.
class ExchangeSweep {
public:
    explicit ExchangeSweep(Tally &tally) : m_tally(tally) {}

    void cut(const Stream &stream, std::size_t at, Ending ending)
    {
        const bool hideUsage = m_random() % 2 == 0;
        const auto client = m_bench.begin(hideUsage ? R"({"model":"m","stream":true,"messages":[]})"
                                                    : R"({"model":"m","stream":true,"messages":[],)"
                                                      R"("stream_options":{"include_usage":true}})");
        m_bench.upstream.sent.clear();
        play(std::string_view(stream.bytes).substr(0, at), ending);
        ++m_calls;
        ++m_tally.positions;
        if (client->misuses > 0 || !m_bench.nothingIsOpen() || m_bench.settled() != m_calls)
            m_tally.blame(stream, at, "something is left open, or not settled exactly once");
        if (stream.mayBeWhole(at, ending == Ending::Proper))
            expectWhole(stream, at, hideUsage, *client);
        else if (stream.saidSomething(at))
            expectBroken(stream, at, ending, hideUsage, *client);
        else
            expectRefused(stream, at, *client);
    }
    int calls() const { return m_calls; }

    /// What the books say must be what the clients saw.
    void compareBooks(const Stream &stream)
    {
        const auto compare = [&](const char *where, std::int64_t wanted, const char *what) {
            if (m_bench.rows(where) != wanted)
                m_tally.blame(stream, 0, what);
        };
        compare("1", m_calls, "the books have other calls");
        compare("outcome = 'done' AND error_code = ''", m_whole, "the books have other whole calls");
        compare("outcome = 'partial' AND error_code = 'upstream_stream_cut' AND status = 200", m_broken,
                "the books have other partial calls");
        compare("outcome = 'failed' AND status = 502", m_refused, "the books have other failed calls");
        compare("outcome = 'partial' AND usage_reported", m_brokenWithUsage, "usage that came is not booked");
        compare("outcome = 'partial' AND NOT usage_reported AND input_tokens = 0", 0,
                "usage that did not come is not estimated");
    }

private:
    void play(std::string_view sent, Ending ending)
    {
        fakes::FakeCall &call = m_bench.upstream.call();
        const std::size_t last = std::min<std::size_t>(sent.size(), m_random() % kLastSlice);
        call.head(200).bytes(sent.substr(0, sent.size() - last));
        m_bench.reactor.run();
        if (m_bench.upstream.open.empty()) // it has sent an error and was let go of
            return;
        call.bytes(sent.substr(sent.size() - last));
        if (m_random() % 2 == 0) // else the end is seen in the same turn
            m_bench.reactor.run();
        if (m_bench.upstream.open.empty())
            return;
        if (ending == Ending::Proper)
            call.end();
        else
            call.end(ending == Ending::Fin ? model::FailureClass::Cut : model::FailureClass::Connect, "broke");
        m_bench.reactor.run();
    }
    void expectWhole(const Stream &stream, std::size_t at, bool hideUsage, const ClientSide &client)
    {
        ++m_whole;
        ++m_tally.whole;
        if (client.end != ClientSide::End::Finished || client.body != stream.wholeAnswer(at, hideUsage))
            m_tally.blame(stream, at, "a whole stream did not arrive");
    }
    void expectBroken(const Stream &stream, std::size_t at, Ending ending, bool hideUsage, const ClientSide &client)
    {
        ++m_broken;
        m_brokenWithUsage += stream.saidLastUsage(at, ending == Ending::Proper) ? 1 : 0;
        const std::string_view shown = stream.shown(at, hideUsage);
        if (client.end != ClientSide::End::Finished || !client.body.starts_with(shown))
            return m_tally.blame(stream, at, "what came before the error is not what was sent");
        const std::string_view rest = std::string_view(client.body).substr(shown.size());
        if (stream.saidError(at) ? !rest.empty() : !isErrorEvent(rest, "upstream_stream_cut"))
            m_tally.blame(stream, at, "it does not end with one error event");
    }
    void expectRefused(const Stream &stream, std::size_t at, const ClientSide &client)
    {
        ++m_refused;
        const auto json = base::parseJson(client.body);
        if (client.end != ClientSide::End::Responded || client.status != 502 || !json
            || !base::at(*json, "error").is_object())
            m_tally.blame(stream, at, "it is no error answer");
    }
    bool isErrorEvent(std::string_view text, std::string_view code) const
    {
        if (!text.starts_with("data: ") || !text.ends_with("\n\n"))
            return false;
        const auto json = base::parseJson(text.substr(6, text.size() - 8));
        const base::Json &error = json ? base::at(*json, "error") : base::Json();
        return base::textOr(base::at(error, "code")) == code
               && base::textOr(base::at(error, "request_id")) == m_bench.lastId;
    }

    Tally &m_tally;
    fixture::Bench m_bench{oneTry()};
    std::minstd_rand m_random{seed()};
    int m_calls = 0;
    std::int64_t m_whole = 0;
    std::int64_t m_broken = 0;
    std::int64_t m_brokenWithUsage = 0;
    std::int64_t m_refused = 0;
};

/// Every position, or a sample that has the last ones in it: there the wrong verdicts would be.
std::vector<std::size_t> positions(const Stream &stream, bool every)
{
    const std::size_t size = stream.bytes.size();
    const std::size_t stride = every ? 1 : std::max<std::size_t>(1, size / kSampled);
    std::vector<std::size_t> out;
    for (std::size_t at = every ? 0 : seed() % stride; at <= size; at += stride)
        out.push_back(at);
    for (std::size_t at = size - std::min<std::size_t>(size, kSampled); !every && at <= size; ++at)
        out.push_back(at);
    return out;
}

std::span<const Ending> endings(const Stream &stream, std::size_t at)
{
    const std::span<const Ending> all(kEndings);
    return stream.bytes.size() < kInTurnAbove ? all : all.subspan(at % all.size(), 1);
}

} // namespace

class CutTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_streams = cuts::madeStreams();
        m_made = m_streams.size();
        for (Stream &stream : cuts::recordedStreams())
            m_streams.push_back(std::move(stream));
        std::printf("seed %u, %zu made streams, %zu recorded ones%s\n", seed(), m_made, m_streams.size() - m_made,
                    m_streams.size() == m_made ? " (SWITCHYARD_SHARED, else ../shared, is not here: skipped)" : "");
    }

    void everyStreamIsWholeWhenItIsNotCut()
    {
        int whole = 0;
        for (const Stream &stream : m_streams)
            if (!stream.saidError(stream.bytes.size())) {
                ++whole;
                QVERIFY2(stream.mayBeWhole(stream.bytes.size(), true), stream.name.c_str());
            }
        QVERIFY(whole >= 7);
    }

    void theRelayCallsNoCutStreamWhole()
    {
        Tally tally;
        for (const Stream &stream : m_streams)
            for (const bool hideUsage : {false, true})
                RelaySweep(stream, hideUsage, tally).run();
        report("relay", tally);
        QCOMPARE(tally.wrong, 0);
    }

    void noClientGetsACutStreamAsAWholeOne()
    {
        Tally tally;
        std::unique_ptr<ExchangeSweep> sweep;
        for (std::size_t i = 0; i < m_streams.size(); ++i)
            for (const std::size_t at : positions(m_streams[i], proveFully() || i < m_made)) {
                if (!sweep)
                    sweep = std::make_unique<ExchangeSweep>(tally);
                for (const Ending ending : endings(m_streams[i], at))
                    sweep->cut(m_streams[i], at, ending);
                const bool lastOne = i + 1 == m_streams.size() && at == m_streams[i].bytes.size();
                if (lastOne || sweep->calls() >= kCallsPerBench) {
                    sweep->compareBooks(m_streams[i]);
                    sweep.reset();
                }
            }
        report("exchange", tally);
        QCOMPARE(tally.wrong, 0);
    }

private:
    void report(const char *what, const Tally &tally) const
    {
        std::printf("%s: %lld cuts of %zu streams, %lld of them whole by the rule, %lld wrong\n", what,
                    static_cast<long long>(tally.positions), m_streams.size(), static_cast<long long>(tally.whole),
                    static_cast<long long>(tally.wrong));
    }

    std::vector<Stream> m_streams{};
    std::size_t m_made = 0;
};

QTEST_GUILESS_MAIN(CutTest)
#include "cut_test.moc"

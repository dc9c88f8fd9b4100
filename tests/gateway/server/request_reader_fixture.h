#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <QTest>

#include "server/request_reader.h"

namespace reader_test {

/// What became of some bytes: the requests read from them, and the refusal that ended it, if any.
struct Outcome {
    struct Call {
        std::string line{}; ///< method, path, query
        std::string body{};
        std::size_t headers = 0;
        bool keepAlive = false;
        friend bool operator==(const Call &, const Call &) = default;
    };
    std::vector<Call> calls{};
    int status = 0;
    std::string code{};
    bool unfinished = false;
    friend bool operator==(const Outcome &, const Outcome &) = default;
};

/// Feeds piece after piece, as a connection does.
class Feeder {
public:
    void feed(std::string_view bytes)
    {
        while (m_out.status == 0) {
            bytes.remove_prefix(m_reader.feed(bytes));
            if (m_reader.state() == server::RequestReader::State::HeadDone) {
                m_reader.admit();
            } else if (m_reader.state() == server::RequestReader::State::Complete) {
                const bool keepAlive = m_reader.keepAlive();
                const auto call = m_reader.take();
                m_out.calls.push_back(
                    {std::string(call.method()) + ' ' + std::string(call.path()) + ' ' + std::string(call.query()),
                     call.body, call.headers.size(), keepAlive});
            } else if (m_reader.state() == server::RequestReader::State::Refused) {
                m_out.status = m_reader.refusal().status;
                m_out.code = m_reader.refusal().code;
            } else if (bytes.empty()) {
                return;
            }
        }
    }
    Outcome outcome()
    {
        m_out.unfinished = m_out.status == 0 && m_reader.started();
        return m_out;
    }

private:
    server::EdgeLimits m_limits{};
    server::RequestReader m_reader{m_limits};
    Outcome m_out{};
};

inline Outcome readWhole(std::string_view bytes)
{
    Feeder feeder;
    feeder.feed(bytes);
    return feeder.outcome();
}

inline Outcome readCut(std::string_view bytes, std::size_t at)
{
    Feeder feeder;
    feeder.feed(bytes.substr(0, at));
    feeder.feed(bytes.substr(at));
    return feeder.outcome();
}

inline Outcome readByteByByte(std::string_view bytes)
{
    Feeder feeder;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        feeder.feed(bytes.substr(i, 1));
    return feeder.outcome();
}

/// Every offset of a small request; of a large one those near its ends and a sample of the rest.
inline void compareAllCuts(std::string_view bytes, const Outcome &whole)
{
    const std::size_t step = bytes.size() < 4096 ? 1 : bytes.size() / 97;
    for (std::size_t at = 1; at < bytes.size(); at += at < 64 || bytes.size() - at < 64 ? 1 : step)
        QVERIFY2(readCut(bytes, at) == whole, qPrintable(QStringLiteral("cut at %1").arg(at)));
    QVERIFY2(readByteByByte(bytes) == whole, "byte by byte");
}

inline std::string post(std::string_view headers, std::string_view body = {})
{
    return "POST /v1/x HTTP/1.1\r\nHost: a\r\n" + std::string(headers) + "\r\n" + std::string(body);
}

inline std::string get(std::string_view target)
{
    return "GET " + std::string(target) + " HTTP/1.1\r\nHost: a\r\n\r\n";
}

inline std::string head(std::string_view headers)
{
    return "GET / HTTP/1.1\r\n" + std::string(headers) + "\r\n";
}

inline std::string chunked(std::string_view framed)
{
    return post("Transfer-Encoding: chunked\r\n", framed);
}

inline std::string repeat(std::string_view text, std::size_t times)
{
    std::string out;
    for (std::size_t i = 0; i < times; ++i)
        out += text;
    return out;
}

} // namespace reader_test

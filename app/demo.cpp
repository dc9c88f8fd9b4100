#include "app/demo.h"

#include <cstdio>
#include <cstdlib>

#include <QDateTime>
#include <QDir>

#include "app/environment.h"
#include "base/text.h"
#include "demo/directory.h"
#include "price_list.h"

namespace app {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr std::int64_t kMostCalls = 1'000'000;

} // namespace

Demo::Demo(Arguments &arguments) : m_arguments(arguments)
{
    if (!m_arguments.has("demo"))
        return;
    // The made-up providers take any key; theirs shall be found.
    ::setenv(demo::kKeyVariable, "made-up", 0); // NOLINT(concurrency-mt-unsafe): before any thread starts
    if (!m_arguments.value("data-dir").empty())
        return;
    m_directory = std::make_unique<QTemporaryDir>(QDir::tempPath() + u"/switchyard-demo-XXXXXX"_s);
    m_arguments.values["data-dir"] = {m_directory->path().toStdString()};
}

base::Result<> Demo::fill() const
{
    if (!m_arguments.has("demo"))
        return {};
    if (m_directory && !m_directory->isValid())
        return base::fail(base::ErrorCode::Storage,
                          "cannot make a directory for the demo: " + m_directory->errorString().toStdString());
    demo::Wish wish;
    if (const std::string given = m_arguments.value("demo-calls"); !given.empty()) {
        const auto calls = base::parseInteger(given);
        if (!calls || *calls < 1 || *calls > kMostCalls)
            return base::fail(base::ErrorCode::BadRequest, "--demo-calls takes a number from 1 to 1000000");
        wish.calls = *calls;
    }
    const auto prices = gateway::loadPrices();
    if (!prices)
        return base::fail(prices.error());
    const QDateTime now = QDateTime::currentDateTime();
    wish.nowMs = now.toMSecsSinceEpoch();
    wish.zoneOffsetMs = std::int64_t{now.offsetFromUtc()} * 1000;
    const std::filesystem::path directory = dataDirectory(m_arguments.value("data-dir"));
    if (!demo::isDemo(directory)) {
        std::fprintf(stderr, "making up %lld calls in %s\n", static_cast<long long>(wish.calls), directory.c_str());
        std::fflush(stderr);
    }
    return demo::fill(directory, wish, *prices);
}

std::unique_ptr<DemoTraffic> Demo::traffic(const gateway::Gateway &gateway) const
{
    if (!m_arguments.has("demo") || m_arguments.has("demo-quiet") || gateway.addresses().empty())
        return nullptr;
    auto key = demo::ownKey(dataDirectory(m_arguments.value("data-dir")));
    if (!key)
        return nullptr;
    return std::make_unique<DemoTraffic>(QString::fromStdString(gateway.addresses().front()), std::move(*key));
}

} // namespace app

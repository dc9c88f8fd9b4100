#include <QTest>

#include <filesystem>
#include <fstream>
#include <sstream>

#include <QTemporaryDir>

#include "jobs/body_desk.h"

using exchange::CallBodies;
using jobs::BodyDesk;
using model::BodySettings;
using storage::BodyState;

namespace {

const std::string kSaid = R"({"messages":[{"role":"user","content":"CANARY of the prompt"}]})";
const std::string kAnswered = R"({"content":"CANARY of the answer, token sk-abcdefghijklmnopqrstuvwx"})";

CallBodies callOf(std::string id, std::int64_t startedMs = base::systemClock().wallMillis())
{
    return {.callId = std::move(id),
            .startedMs = startedMs,
            .request = kSaid,
            .requestBytes = kSaid.size(),
            .answer = kAnswered,
            .answerBytes = kAnswered.size()};
}

BodySettings all()
{
    BodySettings out;
    out.store = "all";
    return out;
}

} // namespace

class BodyDeskTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_secrets = std::make_unique<secrets::SecretStore>();
        m_desk = std::make_unique<BodyDesk>(directory(), *m_secrets);
    }
    void cleanup() { m_desk.reset(); }

    void nothingIsKeptUntilSomebodyWantsIt()
    {
        QCOMPARE(m_desk->room(), std::size_t{0});
        QVERIFY(!m_desk->wants(false));
        m_desk->adopt({});
        QCOMPARE(m_desk->room(), std::size_t{0});
        QVERIFY(!m_desk->of("req_1")->request);
        QVERIFY(std::filesystem::is_empty(directory()));
        VERIFY(m_desk->clear());
    }
    void whatIsKeptIsReadAgainAndFoundInNoFile()
    {
        m_desk->adopt(all());
        QVERIFY(m_desk->room() > 256 * 1024);
        m_desk->keep(callOf("req_1"));
        const auto bodies = written("req_1");
        QCOMPARE(bodies.request->text, kSaid);
        QCOMPARE(bodies.request->bytes, std::int64_t(kSaid.size()));
        QVERIFY(!bodies.request->cut);
        QVERIFY(bodies.answer->text.find("CANARY of the answer") != std::string::npos);
        QVERIFY(bodies.answer->text.find("sk-abc") == std::string::npos);
        QVERIFY(!m_desk->of("req_2")->request);
        for (int restarts = 0; restarts < 2; ++restarts) {
            for (const auto &entry : std::filesystem::directory_iterator(directory()))
                QVERIFY2(contentOf(entry.path()).find("CANARY") == std::string::npos, entry.path().c_str());
            m_desk = std::make_unique<BodyDesk>(directory(), *m_secrets);
            m_desk->adopt({}); // off: what is there can be read all the same
            QCOMPARE(m_desk->of("req_1")->request->text, kSaid);
        }
    }
    void theOwnKeyIsForNobodyElse()
    {
        m_desk->adopt(all());
        QVERIFY(!m_desk->hasKey());
        m_desk->keep(callOf("req_1"));
        written("req_1");
        QVERIFY(m_desk->hasKey());
        using std::filesystem::perms;
        for (const char *file : {"bodies.key", "bodies.db"})
            QCOMPARE(static_cast<int>(std::filesystem::status(directory() / file).permissions()),
                     static_cast<int>(perms::owner_read | perms::owner_write));
    }
    void withAnotherKeyNothingIsRead()
    {
        m_desk->adopt(all());
        m_desk->keep(callOf("req_1"));
        written("req_1");
        qputenv("TEST_OTHER_BODY_KEY", "another-one");
        BodySettings settings = all();
        settings.key = "env:TEST_OTHER_BODY_KEY";
        m_desk->adopt(settings);
        const auto bodies = m_desk->of("req_1");
        QVERIFY(!bodies);
        QCOMPARE(bodies.error().code, base::ErrorCode::Unprocessable);
        settings.key = "env:TEST_NO_SUCH_BODY_KEY";
        m_desk->adopt(settings);
        QCOMPARE(m_desk->of("req_1").error().code, base::ErrorCode::NotFound);
        m_desk->keep(callOf("req_2")); // without a key nothing is written
        m_desk = std::make_unique<BodyDesk>(directory(), *m_secrets);
        m_desk->adopt(all());
        QCOMPARE(m_desk->of("req_1")->request->text, kSaid);
        QVERIFY(!m_desk->of("req_2")->request);
    }
    void onlySomeAreWanted()
    {
        BodySettings settings = all();
        settings.store = "errors";
        m_desk->adopt(settings);
        QVERIFY(m_desk->room() > 0 && m_desk->wants(false) && !m_desk->wants(true));
        settings.store = "sample";
        settings.percent = 25;
        m_desk->adopt(settings);
        int chosen = 0;
        for (int i = 0; i < 4000; ++i)
            chosen += m_desk->room() > 0 ? 1 : 0;
        QVERIFY2(chosen > 800 && chosen < 1200, qPrintable(QString::number(chosen)));
        QVERIFY(m_desk->wants(true));
    }
    void whatIsLongIsCutBetweenCharacters()
    {
        BodySettings settings = all();
        settings.kilobytes = 1;
        m_desk->adopt(settings);
        CallBodies call = callOf("req_1");
        call.request.clear();
        while (call.request.size() < 3000)
            call.request += "é-";
        call.requestBytes = 9000;
        call.answer = call.request;
        call.answer.resize(2001); // in the middle of a character
        call.answerBytes = 5000;
        m_desk->keep(call);
        const auto bodies = written("req_1");
        QVERIFY(bodies.request->cut && bodies.answer->cut);
        QCOMPARE(bodies.request->bytes, std::int64_t{9000});
        QVERIFY(bodies.request->text.size() <= 1024 && bodies.request->text.size() > 1020);
        QCOMPARE(bodies.answer->state, BodyState::Kept);
    }
    void patternsTakeOutWhatTheyMatch()
    {
        BodySettings settings = all();
        settings.patterns = {"CANARY [a-z]+", "no such words"};
        m_desk->adopt(settings);
        m_desk->keep(callOf("req_1"));
        const auto bodies = written("req_1");
        QVERIFY(bodies.request->text.find("*** the prompt") != std::string::npos);
        QVERIFY(bodies.request->text.find("CANARY") == std::string::npos);
    }
    void aBodyIsWithheldWhenItCannotBeRedacted()
    {
        BodySettings settings = all();
        settings.patterns = {"(unclosed"};
        m_desk->adopt(settings);
        m_desk->keep(callOf("req_1"));
        const auto bodies = written("req_1");
        QCOMPARE(bodies.request->state, BodyState::Withheld);
        QVERIFY(bodies.request->text.empty());
        for (const char *wrong : {"(unclosed", "a*"})
            QCOMPARE(jobs::BodyRedaction::check(std::vector<std::string>{wrong}).error().param,
                     std::string("body_patterns"));
        QVERIFY(jobs::BodyRedaction::check(std::vector<std::string>{"a+"}));
    }
    void whatIsNoTextIsNotKept()
    {
        m_desk->adopt(all());
        CallBodies call = callOf("req_1");
        call.request = "\xFF\xFE";
        m_desk->keep(call);
        const auto bodies = written("req_1");
        QCOMPARE(bodies.request->state, BodyState::NotText);
        QCOMPARE(bodies.answer->state, BodyState::Kept);
    }
    void theOldGo()
    {
        const std::int64_t now = base::systemClock().wallMillis();
        {
            BodySettings settings = all();
            settings.keepDays = 7;
            m_desk->adopt(settings);
            m_desk->keep(callOf("req_old", now - 8LL * 86'400'000));
            m_desk->keep(callOf("req_gone", now - 6LL * 86'400'000));
            m_desk->keep(callOf("req_new", now));
            written("req_new");
        }
        m_desk = std::make_unique<BodyDesk>(directory(), *m_secrets);
        m_desk->forgetBefore(now - 86'400'000); // those calls are no longer in the log
        m_desk->adopt(all());                   // it looks at once
        QTRY_VERIFY(!m_desk->of("req_old")->request);
        QTRY_VERIFY(!m_desk->of("req_gone")->request);
        QCOMPARE(m_desk->of("req_new")->request->text, kSaid);
    }
    void allGoAtOnce()
    {
        m_desk->adopt(all());
        m_desk->keep(callOf("req_1"));
        written("req_1");
        VERIFY(m_desk->clear());
        QVERIFY(!m_desk->of("req_1")->request);
        m_desk->keep(callOf("req_2"));
        QVERIFY(written("req_2").request);
    }
    void aDamagedStoreIsBegunAnew()
    {
        {
            std::ofstream file(directory() / "bodies.db");
            file << std::string(8192, 'x');
        }
        m_desk->adopt(all());
        QVERIFY(!m_desk->of("req_1"));
        m_desk->keep(callOf("req_1")); // finds it out
        QTRY_VERIFY(m_desk->of("req_1").has_value());
        m_desk->keep(callOf("req_2"));
        QVERIFY(written("req_2").request);
    }

private:
    static void VERIFY(const base::Result<> &done) { QVERIFY2(done, done ? "" : base::describe(done.error()).c_str()); }
    std::filesystem::path directory() const { return m_folder->path().toStdString(); }
    static std::string contentOf(const std::filesystem::path &path)
    {
        std::stringstream out;
        out << std::ifstream(path, std::ios::binary).rdbuf();
        return out.str();
    }
    jobs::ShownBodies written(const std::string &id)
    {
        jobs::ShownBodies out;
        const bool there = QTest::qWaitFor([&] {
            auto bodies = m_desk->of(id);
            if (bodies)
                out = std::move(*bodies);
            return out.request.has_value() && out.answer.has_value();
        });
        if (!there)
            qFatal("%s was not written", id.c_str());
        return out;
    }
    std::unique_ptr<QTemporaryDir> m_folder{};
    std::unique_ptr<secrets::SecretStore> m_secrets{};
    std::unique_ptr<BodyDesk> m_desk{};
};

QTEST_GUILESS_MAIN(BodyDeskTest)
#include "body_desk_test.moc"

#include <QAction>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include "gateway.h"
#include "ui/pages/playground/answer_card.h"
#include "ui/pages/playground/client_dialect.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_list.h"
#include "ui/theme/motion.h"
#include "ui/theme/theme.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"
#include "ui/widgets/badge.h"

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kPatience = 15'000; ///< Unit: milliseconds.

} // namespace

/// The real window over a real gateway and its sandbox: every call goes through the gateway's own port.
class PlaygroundCallTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        ui::initResources();
        ui::setReducedMotion(true);
        ui::installTranslator(*qApp, QLocale(QLocale::English, QLocale::UnitedStates));
        m_directory = std::make_unique<QTemporaryDir>();
        m_theme = std::make_unique<ui::Theme>(*qApp, ui::Theme::Mode::Light);
        auto opened = gateway::Gateway::open(m_directory->path().toStdString());
        QVERIFY(opened.has_value());
        m_gateway = std::move(*opened);
        QVERIFY(m_gateway->listen({.address = "127.0.0.1", .port = 0}).has_value());
        makeKey();
        m_window = std::make_unique<ui::MainWindow>(m_gateway->client(), nullptr, nullptr);
        m_window->resize(1400, 900);
        m_window->show();
        m_window->showPage(ui::pageIndex(u"playground"_s));
        QTRY_VERIFY_WITH_TIMEOUT(see<QComboBox>("playgroundModel")->findText(u"sandbox"_s) >= 0, kPatience);
    }
    void cleanup()
    {
        m_window.reset();
        if (m_gateway)
            m_gateway->stopListening(std::chrono::milliseconds(0));
        m_gateway.reset();
        m_theme.reset();
    }

    void theSandboxAnswersInEveryDialect_data()
    {
        QTest::addColumn<int>("index");
        QTest::addColumn<bool>("stream");
        for (int i = 0; i < std::ssize(ui::clientDialects()); ++i) {
            const ui::ClientDialect &dialect = ui::clientDialects()[static_cast<std::size_t>(i)];
            if (!dialect.knows(ui::ClientDialect::Stream))
                continue; // the sandbox has no vectors
            QTest::addRow("%s, streamed", dialect.name) << i << true;
            QTest::addRow("%s, whole", dialect.name) << i << false;
        }
    }
    void theSandboxAnswersInEveryDialect()
    {
        QFETCH(int, index);
        QFETCH(bool, stream);
        see<QComboBox>("playgroundDialect")->setCurrentIndex(index);
        if (!stream)
            see<QAbstractButton>("callStream")->click();
        ask(u"sandbox"_s, u"Why?"_s);
        QTRY_COMPARE_WITH_TIMEOUT(badge(), u"200"_s, kPatience);
        const QString answer = see<QPlainTextEdit>("answer")->toPlainText();
        QVERIFY2(answer.contains(u"You wrote: Why?"_s), qPrintable(answer));
        QTRY_VERIFY_WITH_TIMEOUT(see<QLabel>("tokensOut")->text().toInt() > 10, kPatience); // the log's
        QTRY_VERIFY_WITH_TIMEOUT(see<QLabel>("servedModel") && !see<QLabel>("servedModel")->text().isEmpty(),
                                 kPatience);
    }

    void theBytesAreShownWithoutTheKey()
    {
        ask(u"sandbox"_s, u"Hello"_s);
        QTRY_COMPARE_WITH_TIMEOUT(badge(), u"200"_s, kPatience);
        showTab(ui::AnswerCard::Tab::Raw);
        QTRY_VERIFY(see<QPlainTextEdit>("rawBytes")->toPlainText().contains(u"data: [DONE]"_s));
        QVERIFY(see<QPlainTextEdit>("rawBytes")->toPlainText().startsWith(u"HTTP/1.1 200"_s));
        QTest::keyClick(see<QWidget>("rawSide")->findChild<QAbstractButton *>(), Qt::Key_Left);
        const QString sent = see<QPlainTextEdit>("rawBytes")->toPlainText();
        QVERIFY2(sent.startsWith(u"POST /v1/chat/completions HTTP/1.1"_s), qPrintable(sent));
        QVERIFY2(sent.contains(u"Authorization: Bearer ***"_s) && !sent.contains(m_key), qPrintable(sent));
    }

    void aGatewayThatSpeaksTlsAloneAnswers()
    {
        QVERIFY(m_gateway->call({.operation = "settings.rebind", .body = {{"port", 0}, {"tls", true}}}).has_value());
        QVERIFY(m_gateway->addresses().front().starts_with("https://"));
        ask(u"sandbox"_s, u"Why?"_s);
        QTRY_COMPARE_WITH_TIMEOUT(badge(), u"200"_s, kPatience);
        QVERIFY(see<QPlainTextEdit>("answer")->toPlainText().contains(u"You wrote: Why?"_s));
    }

    void aSlowAnswerIsStopped()
    {
        ask(u"sandbox|chunks:500|interval:40"_s, u"Slowly"_s);
        QTRY_VERIFY_WITH_TIMEOUT(see<QPlainTextEdit>("answer") && !see<QPlainTextEdit>("answer")->document()->isEmpty(),
                                 kPatience);
        QCOMPARE(badge(), u"Streaming"_s);
        see<QPushButton>("stopCall")->click();
        QTRY_COMPARE(badge(), u"Stopped"_s);
        const auto lastOutcome = [this] {
            const auto row = m_gateway->call({.operation = "requests.list", .query = {{"limit", "1"}}});
            const base::Json &rows = base::at(*row, "data");
            return rows.empty() ? std::string() : base::textOr(base::at(rows.front(), "outcome"));
        };
        QTRY_COMPARE_WITH_TIMEOUT(lastOutcome(), std::string("cancelled"), kPatience);
    }

    void anErrorIsToldInItsWords()
    {
        ask(u"sandbox|status:429|retry-after:30"_s, u"Now"_s);
        QTRY_VERIFY_WITH_TIMEOUT(see<QLabel>("callFailure"), kPatience);
        QCOMPARE(badge(), u"429"_s);
    }

    void thoughtsAndToolsAreRead()
    {
        see<QPushButton>("addTools")->click();
        ask(u"sandbox|thinking"_s, u"Weather?"_s);
        QTRY_COMPARE_WITH_TIMEOUT(badge(), u"200"_s, kPatience);
        const QString answer = see<QPlainTextEdit>("answer")->toPlainText();
        QVERIFY2(answer.startsWith(u"Thinking\nThe sandbox pretends"_s), qPrintable(answer));
        QVERIFY2(answer.contains(u"Calls the tool get_weather\n{\n  \"city\": \"sandbox\"\n}"_s), qPrintable(answer));
    }

    void whatIsKeptHoldsNoKeyAndIsForThisUserAlone()
    {
        ask(u"sandbox"_s, u"Remember me"_s);
        QTRY_COMPARE_WITH_TIMEOUT(badge(), u"200"_s, kPatience);
        QFile kept(m_directory->filePath(u"playground.json"_s));
        QTRY_VERIFY_WITH_TIMEOUT(kept.exists(), kPatience);
        QVERIFY(kept.open(QIODevice::ReadOnly));
        const QByteArray text = kept.readAll();
        QVERIFY(text.contains("Remember me"));
        QVERIFY(!text.contains(m_key.toUtf8()));
        QCOMPARE(kept.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    void aHeaderThatShowsAKeyIsNotKept()
    {
        const auto refused = m_gateway->call(
            {.operation = "playground.tries.keep",
             .body = {{"dialect", "openai"}, {"path", "/v1"}, {"headers", {{"X-Api-Key", "sy-secret"}}}}});
        QVERIFY(!refused);
        QCOMPARE(refused.error().param, std::string("headers"));
    }

    void onlyTheLastFiftyAreKept()
    {
        for (int i = 0; i < 52; ++i)
            QVERIFY(m_gateway->call({.operation = "playground.tries.keep",
                                     .body = {{"dialect", "openai"}, {"path", "/v1"}, {"model", std::to_string(i)}}}));
        const auto kept = m_gateway->call({.operation = "playground.tries"});
        QCOMPARE(base::at(*kept, "data").size(), 50U);
        QCOMPARE(base::textOr(base::at(base::at(*kept, "data").front(), "model")), std::string("51"));
        QVERIFY(m_gateway->call({.operation = "playground.tries.clear"}));
        QVERIFY(base::at(*m_gateway->call({.operation = "playground.tries"}), "data").empty());
    }

private:
    /// As the window does it: that is how its letters are learnt.
    void makeKey()
    {
        m_key.clear();
        m_gateway->client().call({.operation = "api_keys.create", .body = {{"name", "window"}, {"role", "member"}}},
                                 this, [this](const base::Result<base::Json> &answer) {
                                     QVERIFY(answer.has_value());
                                     m_key = QString::fromStdString(base::textOr(base::at(*answer, "key")));
                                 });
        QTRY_VERIFY_WITH_TIMEOUT(!m_key.isEmpty(), kPatience);
    }
    template <typename T>
    T *see(const char *name) const
    {
        for (T *one : m_window->findChildren<T *>(QString::fromLatin1(name)))
            if (one->isVisible())
                return one;
        return nullptr;
    }
    QString badge() const
    {
        const auto *badge = see<ui::Badge>("callBadge");
        return badge ? badge->text() : QString();
    }
    void showTab(ui::AnswerCard::Tab tab) const { m_window->findChild<ui::AnswerCard *>()->showTab(tab); }
    void ask(const QString &model, const QString &prompt) const
    {
        QTRY_VERIFY(see<QPlainTextEdit>("prompt")); // a new one is there with the next layout
        see<QComboBox>("playgroundModel")->setEditText(model);
        see<QPlainTextEdit>("prompt")->setPlainText(prompt);
        see<QPushButton>("sendCall")->click();
    }

    std::unique_ptr<QTemporaryDir> m_directory{};
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<gateway::Gateway> m_gateway;
    std::unique_ptr<ui::MainWindow> m_window;
    QString m_key{};
};

QTEST_MAIN(PlaygroundCallTest)

#include "playground_call_test.moc"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QWindow>

#include "gateway.h"
#include "ui/fake_desktop.h"
#include "ui/first_run/first_run.h"
#include "ui/shell/main_window.h"
#include "ui/shell/window_state.h"
#include "ui/theme/motion.h"
#include "ui/theme/theme.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kPatience = 15'000; ///< Unit: milliseconds.
constexpr QSize kSize(1280, 1120);

QString given(const char *name)
{
    return qEnvironmentVariable(name);
}

} // namespace

/// Somebody who has never seen the program goes from its first start to the first call: the real window over a real
/// gateway, on a screen, with a real keychain. Started by test_newcomer.py, which says in what language and to which
/// provider; only what a keyboard or a mouse can do is done here.
class Newcomer final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        ui::initResources();
        ui::setReducedMotion(true);
        ui::installTranslator(*qApp, QLocale(given("NEWCOMER_LANGUAGE")));
        m_theme = std::make_unique<ui::Theme>(*qApp, ui::Theme::Mode::Light);
        auto opened = gateway::Gateway::open(m_directory.path().toStdString());
        QVERIFY(opened.has_value());
        m_gateway = std::move(*opened);
        QVERIFY(m_gateway->listen({.address = "127.0.0.1", .port = 0}).has_value());
        m_window = std::make_unique<ui::MainWindow>(m_gateway->client(), &m_state, &m_desktop);
        m_window->resize(kSize);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->offerSetup();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<ui::FirstRun *>(), kPatience);
    }
    void cleanup()
    {
        m_window.reset();
        if (m_gateway)
            m_gateway->stopListening(std::chrono::milliseconds(0));
        m_gateway.reset();
        m_theme.reset();
    }

    void byKeyboard()
    {
        key(Qt::Key_Return); // the language is right
        key(Qt::Key_Return); // so is the address
        QTRY_COMPARE(focused(), u"presetSearch"_s);
        QTRY_VERIFY_WITH_TIMEOUT(see<QListView>("presetList")->model()->rowCount() > 5, kPatience);
        type(u"Custom (O"_s);
        key(Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(lineWithParam("base_url"), kPatience);
        key(Qt::Key_Tab); // the name is good as it is
        type(given("NEWCOMER_UPSTREAM"));
        tabTo("keySecret");
        type(given("NEWCOMER_KEY"));
        key(Qt::Key_Return); // tests the connection and goes on to the models
        QTRY_COMPARE_WITH_TIMEOUT(focused(), u"anyModel"_s, kPatience);
        tabTo("formAct");
        key(Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(see<QWidget>("setupNext") && see<QWidget>("setupNext")->isEnabled(), kPatience);
        tabTo("setupNext");
        key(Qt::Key_Space);
        key(Qt::Key_Return); // the keychain works
        QTRY_COMPARE(focused(), u"newConnectKey"_s);
        key(Qt::Key_Space);
        QTRY_COMPARE_WITH_TIMEOUT(focused(), u"keyName"_s, kPatience);
        type(u"laptop"_s);
        key(Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(see<QWidget>("keyStored"), kPatience);
        tabTo("keyStored");
        key(Qt::Key_Space);
        tabTo("keyDone");
        key(Qt::Key_Space);
        waitForSnippet();
        tabTo("copySnippet");
        key(Qt::Key_Space);
        runAndSee();
    }

    void byMouse()
    {
        click("setupNext");
        click("setupNext");
        QTRY_VERIFY_WITH_TIMEOUT(see<QListView>("presetList")->model()->rowCount() > 5, kPatience);
        paste("presetSearch", u"Custom (O"_s);
        QTRY_COMPARE(see<QListView>("presetList")->model()->rowCount(), 2); // it, and its heading
        click("setUpKind");
        QTRY_VERIFY_WITH_TIMEOUT(lineWithParam("base_url"), kPatience);
        pasteInto(lineWithParam("base_url"), given("NEWCOMER_UPSTREAM"));
        paste("keySecret", given("NEWCOMER_KEY"));
        click("formAct");
        QTRY_VERIFY_WITH_TIMEOUT(see<QWidget>("anyModel"), kPatience);
        click("formAct");
        QTRY_VERIFY_WITH_TIMEOUT(see<QWidget>("setupNext") && see<QWidget>("setupNext")->isEnabled(), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(!see<QWidget>("formAct"), kPatience);
        click("setupNext");
        click("setupNext");
        click("newConnectKey");
        QTRY_VERIFY_WITH_TIMEOUT(see<QWidget>("keyName"), kPatience);
        paste("keyName", u"laptop"_s);
        click("saveKey");
        QTRY_VERIFY_WITH_TIMEOUT(see<QWidget>("keyStored"), kPatience);
        click("keyStored");
        click("keyDone");
        waitForSnippet();
        click("copySnippet");
        runAndSee();
    }

private:
    QWindow *screen() const { return m_window->windowHandle(); }
    QString focused() const { return m_window->focusWidget() ? m_window->focusWidget()->objectName() : QString(); }
    void key(Qt::Key key) { QTest::keyClick(screen(), key); }
    void type(const QString &text)
    {
        for (const QChar letter : text)
            QTest::keyClick(screen(), letter.toLatin1());
    }
    void tabTo(const char *name)
    {
        for (int i = 0; i < 60 && focused() != QLatin1StringView(name); ++i)
            key(Qt::Key_Tab);
        QCOMPARE(focused(), QLatin1StringView(name));
    }

    /// The one that can be seen; null when none can.
    template <typename T>
    T *see(const char *name) const
    {
        for (T *one : m_window->findChildren<T *>(QString::fromLatin1(name)))
            if (one->isVisible())
                return one;
        return nullptr;
    }
    QLineEdit *lineWithParam(const char *param) const { return see<QLineEdit>(param); }

    QPoint centre(QWidget *widget) const { return widget->mapTo(m_window.get(), widget->rect().center()); }
    void clickAt(QWidget *widget, Qt::MouseButton button)
    {
        QVERIFY(widget);
        const QPoint at = centre(widget);
        const QWidget *hit = m_window->childAt(at);
        QVERIFY2(hit && (hit == widget || widget->isAncestorOf(hit)),
                 qPrintable(widget->objectName() + u" is covered"_s));
        QTest::mouseClick(screen(), button, {}, at);
    }
    void click(const char *name)
    {
        QTRY_VERIFY2_WITH_TIMEOUT(see<QWidget>(name) && see<QWidget>(name)->isEnabled(), name, kPatience);
        clickAt(see<QWidget>(name), Qt::LeftButton);
    }
    /// What was marked elsewhere goes in with the middle button.
    void pasteInto(QLineEdit *line, const QString &text)
    {
        QGuiApplication::clipboard()->setText(text, QClipboard::Selection);
        clickAt(line, Qt::MiddleButton);
        QCOMPARE(line->text(), text);
    }
    void paste(const char *name, const QString &text)
    {
        QTRY_VERIFY2_WITH_TIMEOUT(see<QLineEdit>(name), name, kPatience);
        pasteInto(see<QLineEdit>(name), text);
    }

    void waitForSnippet()
    {
        const auto *lines = see<QPlainTextEdit>("snippet");
        QVERIFY(lines);
        const auto isWhole = [lines] {
            return lines->toPlainText().contains(u"/scripted-model"_s) && lines->toPlainText().contains(u"sy-"_s);
        };
        QVERIFY2(QTest::qWaitFor(isWhole, kPatience), qPrintable(lines->toPlainText()));
    }

    void runAndSee()
    {
        const QString lines = QGuiApplication::clipboard()->text();
        QVERIFY(lines.contains(u"curl"_s));
        QProcess shell;
        shell.start(u"bash"_s, {u"-c"_s, lines});
        QTRY_COMPARE_WITH_TIMEOUT(shell.state(), QProcess::NotRunning, kPatience);
        QVERIFY2(shell.exitCode() == 0, shell.readAllStandardError().constData());
        QVERIFY2(shell.readAllStandardOutput().contains("hello newcomer"), "the answer came back");
        const QString arrived = QCoreApplication::translate("ui::CallWatch", "Your call arrived");
        QCOMPARE(arrived == u"Your call arrived"_s, given("NEWCOMER_LANGUAGE") == u"en_US"_s);
        QTRY_COMPARE_WITH_TIMEOUT(see<QLabel>("callState")->text(), arrived, kPatience);
    }

    QTemporaryDir m_directory{};
    std::unique_ptr<ui::Theme> m_theme;
    ui::WindowState m_state{};
    FakeDesktop m_desktop{};
    std::unique_ptr<gateway::Gateway> m_gateway;
    std::unique_ptr<ui::MainWindow> m_window;
};

QTEST_MAIN(Newcomer)

#include "newcomer.moc"

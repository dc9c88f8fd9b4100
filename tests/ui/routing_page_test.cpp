#include <QAccessible>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include "ui/routing_fixture.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/sheet.h"

using namespace Qt::Literals::StringLiterals;
using base::Json;

/// The Routing page as a whole, with the sheets of its head: the simulator and the versions.
class RoutingPageTest final : public RoutingFixture {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { begin(); }
    void cleanupTestCase() { end(); }
    void init() { startGateway(); }
    void cleanup() { m_page.reset(); }

    void theSwitchKnowsTheCallsInFlightAndLeadsToItsTimes()
    {
        m_fake->status["open_calls"] = 9;
        m_fake->turning = true;
        openPage();
        const auto *calls = part<QLabel>(*m_page, "switchCalls");
        QVERIFY(calls && calls->isVisible());
        QCOMPARE(calls->text(), u"9 calls in flight keep their plan"_s);
        QSignalSpy wanted(m_page.get(), &ui::Page::pageWanted);
        part<QPushButton>(*m_page, "switchTimes")->click();
        QCOMPARE(wanted.value(0), (QVariantList{u"settings"_s, u"switch"_s}));
    }

    void theSimulatorSendsWhatIsGiven()
    {
        openPage();
        act("routing.simulate");
        part<QLineEdit>(*m_page, "sampleClass")->setText(u"auxiliary"_s);
        part<QPlainTextEdit>(*m_page, "sampleHeaders")->setPlainText(u"x-team: blue\n\nx-env:a:b"_s);
        QTRY_VERIFY(m_client->last("router.simulate")->body.contains("headers"));
        const Json &body = m_client->last("router.simulate")->body;
        QCOMPARE(text(body["headers"]), uR"({"x-team":"blue","x-env":"a:b"})"_s);
        QCOMPARE(text(body["request_class"]), u"\"auxiliary\""_s);
        QVERIFY(!body.contains("dialect"));
        part<QPlainTextEdit>(*m_page, "sampleHeaders")->setPlainText(u"x-team"_s);
        const auto hasError = [this] {
            for (const ui::FormField *field : part<QWidget>(*m_page, "simulatorSheet")->findChildren<ui::FormField *>())
                if (field->control()->objectName() == u"sampleHeaders")
                    return field->hasError();
            return false;
        };
        QVERIFY(hasError());
    }

    void theSimulatorShowsTheWholeWay()
    {
        openPage();
        act("routing.simulate");
        auto *view = part<QWidget>(*m_page, "routeView");
        const auto says = [view](const QString &words) {
            for (const QLabel *label : view->findChildren<QLabel *>())
                if (label->text() == words)
                    return true;
            return false;
        };
        QTRY_VERIFY(says(u"1. gpt-5.2-mini at OpenAI"_s));
        QVERIFY(says(u"Complexity 21"_s));
        QVERIFY(says(u"cooling down, 4.20 s left"_s));
        QVERIFY(!m_client->last("router.simulate")->body.contains("rules"));
    }

    void aVersionIsRestoredAtTheSecondPress()
    {
        openPage();
        part<QPushButton>(*m_page, "versions")->click();
        auto *list = part<QTableView>(*m_page, "plansTable");
        QTRY_COMPARE(list->model()->rowCount(), 2);
        auto *restore = part<QPushButton>(*m_page, "restorePlan");
        QVERIFY(!restore->isEnabled()); // the newest holds already
        list->setCurrentIndex(list->model()->index(1, 0));
        QTRY_COMPARE(part<QTableView>(*m_page, "planDiff")->model()->rowCount(), 2);
        restore->click();
        m_client->settle();
        QCOMPARE(m_client->count("router.plans.restore"), 0);
        QVERIFY(part<QLabel>(*m_page, "versionsWords")->isVisible());
        restore->click();
        QTRY_COMPARE(m_client->count("router.plans.restore"), 1);
        QCOMPARE(m_client->last("router.plans.restore")->path.front().second, std::string("8"));
    }

    void everyFocusableWidgetHasAName()
    {
        openPage();
        QTRY_VERIFY(part<QWidget>(*m_page, "weightsPanel")->isVisible());
        m_page->showItem(u"rule_review"_s);
        int walked = checkNames();
        part<ui::Sheet>(*m_page, "ruleSheet")->close();
        m_page->showItem(u"fast"_s);
        walked += checkNames();
        QVERIFY(walked > 60);
        for (const QLabel *label : m_page->findChildren<QLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }

private:
    int checkNames()
    {
        int walked = 0;
        for (QWidget *widget : m_page->findChildren<QWidget *>()) {
            if (!(widget->focusPolicy() & Qt::TabFocus))
                continue;
            ++walked;
            QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
            if (!face || face->text(QAccessible::Name).isEmpty())
                QTest::qFail(
                    qPrintable(QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName()),
                    __FILE__, __LINE__);
        }
        return walked;
    }
};

QTEST_MAIN(RoutingPageTest)

#include "routing_page_test.moc"

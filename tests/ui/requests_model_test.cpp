#include <QAbstractItemModelTester>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include "ui/pages/requests/requests_card.h"
#include "ui/requests_fake.h"
#include "ui/widgets/cell.h"
#include "ui/widgets/table_view.h"

using ui::RequestPage;
using ui::RequestsModel;

namespace {

RequestPage pageOf(std::initializer_list<int> numbers)
{
    base::Json data = base::Json::array();
    for (const int number : numbers)
        data.push_back(FakeLog::row(number));
    return ui::parseRequestPage({{"data", data}});
}

/// The calls of a model, by the input tokens that FakeLog gives each.
QList<int> numbersOf(const RequestsModel &model)
{
    QList<int> numbers;
    for (int row = 0; row < model.rowCount(); ++row)
        numbers += model.index(row, 4).data().toString().remove(u',').toInt();
    return numbers;
}

const auto kStrict = QAbstractItemModelTester::FailureReportingMode::QtTest;

} // namespace

/// The live list: pages come in, rows that are known stay, nothing moves under the reader.
class RequestsModelTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void prependsOnlyWhatIsNew()
    {
        RequestsModel model;
        const QAbstractItemModelTester tester(&model, kStrict);
        model.takeNewest(pageOf({3, 2, 1}));
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.takeNewest(pageOf({5, 4, 3, 2}));
        QCOMPARE(numbersOf(model), QList<int>({5, 4, 3, 2}));
        QCOMPARE(inserted.count(), 1); // one batch, not one per row
        model.takeNewest(pageOf({5, 4, 3, 2}));
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(changed.count(), 0);
        QCOMPARE(reset.count(), 0);
    }

    void aLateCallTakesItsPlace()
    {
        RequestsModel model;
        const QAbstractItemModelTester tester(&model, kStrict);
        model.takeNewest(pageOf({6, 4, 2}));
        model.takeNewest(pageOf({7, 6, 5, 4, 2}));
        QCOMPARE(numbersOf(model), QList<int>({7, 6, 5, 4, 2}));
    }

    void touchesOnlyTheRowThatChanged()
    {
        RequestsModel model;
        const QAbstractItemModelTester tester(&model, kStrict);
        model.takeNewest(pageOf({3, 2, 1}));
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        RequestPage page = pageOf({3, 2, 1});
        page.rows[1].status = 502;
        model.takeNewest(std::move(page));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.first().first().toModelIndex().row(), 1);
    }

    void aGapStartsAfresh()
    {
        RequestsModel model;
        model.takeNewest(pageOf({3, 2, 1}));
        model.takeNewest(pageOf({90, 89, 88}));
        QCOMPARE(numbersOf(model), QList<int>({90, 89, 88}));
    }

    void onePageIsKept()
    {
        RequestsModel model;
        const QAbstractItemModelTester tester(&model, kStrict);
        model.takeNewest(pageOf({3, 2, 1}));
        model.takeNewest(pageOf({5, 4, 3}));
        QCOMPARE(numbersOf(model), QList<int>({5, 4, 3}));
    }

    void heldCallsWaitAndAreCounted()
    {
        RequestsModel model;
        const QAbstractItemModelTester tester(&model, kStrict);
        QSignalSpy waiting(&model, &RequestsModel::waitingChanged);
        model.takeNewest(pageOf({3, 2, 1}));
        model.setHeld(true);
        model.takeNewest(pageOf({5, 4, 3, 2}));
        model.takeNewest(pageOf({6, 5, 4, 3}));
        QCOMPARE(numbersOf(model), QList<int>({3, 2, 1}));
        QCOMPARE(model.waiting(), 3);
        QCOMPARE(waiting.count(), 2);
        model.setHeld(false);
        QCOMPARE(numbersOf(model), QList<int>({6, 5, 4, 3}));
        QCOMPARE(model.waiting(), 0);
    }

    void errorsNameTheirCodeAndUnpricedIsAWord()
    {
        base::Json row = FakeLog::row(1);
        row["status"] = 429;
        row["outcome"] = "refused";
        row["error_code"] = "rate_limited";
        row["confidence"] = "unpriced";
        row["cost_nanos"] = 0;
        RequestsModel model;
        model.takeNewest(ui::parseRequestPage({{"data", base::Json::array({row})}}));
        QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("429 rate_limited"));
        QCOMPARE(model.index(0, 8).data().toString(), QStringLiteral("unpriced"));
    }

    void oddAnswersAreReadWithoutHarm()
    {
        QVERIFY(ui::parseRequestPage(nullptr).rows.empty());
        QVERIFY(ui::parseRequestPage({{"data", 7}}).rows.empty());
        const base::Json odd = {{"data", {{{"id", "a"}, {"status", "x"}, {"duration_ms", nullptr}}, {{"id", 5}}, 3}}};
        QCOMPARE(ui::parseRequestPage(odd).rows.size(), 1U);
    }

    void oneCallIsAskedForWhileNothingIsNew()
    {
        FakeAdminClient client;
        FakeLog log(120);
        log.serve(client);
        ui::RequestsCard card(client);
        QSignalSpy answered(&card, &ui::RequestsCard::answered);
        card.poll();
        QTRY_COMPARE(answered.count(), 1);
        QCOMPARE(card.asOf(), QStringLiteral("120"));
        card.poll();
        QTRY_COMPARE(answered.count(), 2);
        QCOMPARE(client.log.size(), 2U);
        QCOMPARE(FakeAdminClient::queryValue(client.log.back(), "limit"), "1");
        log.add(2);
        card.poll();
        QTRY_COMPARE(answered.count(), 3);
        QCOMPARE(FakeAdminClient::queryValue(client.log.back(), "limit"), "50");
        QCOMPARE(numbersOf(card.model()).first(), 122);
    }

    void nothingMovesWhileOneReadsFurtherDown()
    {
        FakeAdminClient client;
        FakeLog log(120);
        log.serve(client);
        ui::RequestsCard card(client);
        card.resize(1144, 400);
        card.show();
        card.poll();
        QTRY_COMPARE(card.model().rowCount(), 50);
        auto *table = card.findChild<ui::TableView *>(QStringLiteral("requestsTable"));
        auto *bar = card.findChild<QPushButton *>(QStringLiteral("newerCalls"));
        table->verticalScrollBar()->setValue(10 * 32);
        const QString topRow = table->model()->index(table->rowAt(0), 4).data().toString();
        QVERIFY(bar->isHidden());
        log.add(3);
        card.poll();
        QTRY_VERIFY(!bar->isHidden());
        QCOMPARE(card.model().waiting(), 3);
        QCOMPARE(table->model()->index(table->rowAt(0), 4).data().toString(), topRow);
        bar->click();
        QCOMPARE(numbersOf(card.model()).first(), 123);
        QVERIFY(bar->isHidden());
        QVERIFY(table->isAtTop());
    }
};

QTEST_MAIN(RequestsModelTest)

#include "requests_model_test.moc"

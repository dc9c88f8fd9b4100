#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

#include "ui/widgets/cell.h"
#include "ui/widgets/row_window.h"

namespace {

constexpr int kPage = ui::WindowedModel::kPageRows;

/// Rows that are numbers: what is shown is the number, and the id.
class Numbers final : public ui::RowWindow<int> {
public:
    using RowWindow::RowWindow;
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : 2; }

protected:
    QVariant rowData(int row, int, int role) const override
    {
        const int *number = rowAt(row);
        if (number && (role == Qt::DisplayRole || role == ui::kIdRole))
            return QString::number(*number);
        return {};
    }
};

/// The numbers of a page of a table whose first row is `top` and which counts down.
std::vector<int> pageOf(int top, int page, int count)
{
    std::vector<int> rows;
    for (int row = page * kPage; row < qMin((page + 1) * kPage, count); ++row)
        rows.push_back(top - row);
    return rows;
}

QString shown(const Numbers &model, int row)
{
    return model.index(row, 0).data().toString();
}

const auto kStrict = QAbstractItemModelTester::FailureReportingMode::QtTest;

} // namespace

/// Pages that come late, out of order, twice, or not at all.
class WindowedModelTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void asksForWhatIsLookedAtAndShowsItWhenItComes()
    {
        Numbers model;
        const QAbstractItemModelTester tester(&model, kStrict);
        model.start(pageOf(5000, 0, 5000), 5000);
        QSignalSpy wanted(&model, &ui::WindowedModel::pageWanted);
        QCOMPARE(shown(model, 7), QStringLiteral("4993"));
        QCOMPARE(shown(model, 2042), QStringLiteral("…"));
        QCOMPARE(model.index(2042, 0).data(ui::kCellRole).value<ui::Cell>().kind, ui::Cell::Kind::Pending);
        QVERIFY(model.index(2042, 0).data(ui::kIdRole).toString().isEmpty());
        QCOMPARE(wanted.count(), 0); // not while it paints
        QTRY_COMPARE(wanted.count(), 1);
        QCOMPARE(wanted.first().at(0).toInt(), 20);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.takePage(20, model.round(), pageOf(5000, 20, 5000));
        QCOMPARE(shown(model, 2042), QStringLiteral("2958"));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.first().at(0).toModelIndex().row(), 2000);
        QCOMPARE(changed.first().at(1).toModelIndex().row(), 2099);
    }

    void whatScrolledByIsNotAskedFor()
    {
        Numbers model;
        model.start(pageOf(50'000, 0, 50'000), 50'000);
        QSignalSpy wanted(&model, &ui::WindowedModel::pageWanted);
        for (int page = 1; page < 400; ++page)
            shown(model, page * kPage);
        QTRY_COMPARE(wanted.count(), 2);
        QCOMPARE(wanted.at(0).at(0).toInt(), 399);
        QCOMPARE(wanted.at(1).at(0).toInt(), 398);
        for (int page = 100; page < 200; ++page)
            shown(model, page * kPage);
        QTest::qWait(20);
        QCOMPARE(wanted.count(), 2); // two questions are open
        model.takePage(399, model.round(), pageOf(50'000, 399, 50'000));
        QCOMPARE(wanted.count(), 3);
        QCOMPARE(wanted.at(2).at(0).toInt(), 199); // the latest first
    }

    void answersMayComeInAnyOrder()
    {
        Numbers model;
        const QAbstractItemModelTester tester(&model, kStrict);
        model.start(pageOf(950, 0, 950), 950);
        QSignalSpy wanted(&model, &ui::WindowedModel::pageWanted);
        shown(model, 950 - 1);
        shown(model, 350);
        QTRY_COMPARE(wanted.count(), 2);
        model.takePage(9, model.round(), pageOf(950, 9, 950));
        model.takePage(3, model.round(), pageOf(950, 3, 950));
        QCOMPARE(shown(model, 350), QStringLiteral("600"));
        QCOMPARE(shown(model, 949), QStringLiteral("1"));
        model.takePage(3, model.round(), {1, 2, 3}); // nobody asked again
        QCOMPARE(shown(model, 350), QStringLiteral("600"));
    }

    void anAnswerToAnOldQuestionIsDropped()
    {
        Numbers model;
        const QAbstractItemModelTester tester(&model, kStrict);
        model.start(pageOf(950, 0, 950), 950);
        QSignalSpy wanted(&model, &ui::WindowedModel::pageWanted);
        shown(model, 350);
        QTRY_COMPARE(wanted.count(), 1);
        const quint64 before = model.round();
        model.start(pageOf(700, 0, 700), 700); // another filter
        model.takePage(3, before, pageOf(950, 3, 950));
        QVERIFY(!model.isLoaded(350));
        QCOMPARE(model.rowCount(), 700);
    }

    void aLostPageIsAskedForAgainOnlyWhenToldTo()
    {
        Numbers model;
        model.start(pageOf(950, 0, 950), 950);
        QSignalSpy wanted(&model, &ui::WindowedModel::pageWanted);
        shown(model, 350);
        QTRY_COMPARE(wanted.count(), 1);
        model.losePage(3, model.round());
        shown(model, 360);
        QTest::qWait(20);
        QCOMPARE(wanted.count(), 1);
        model.retry();
        QCOMPARE(wanted.count(), 2);
        model.takePage(3, model.round(), pageOf(950, 3, 950));
        QCOMPARE(shown(model, 350), QStringLiteral("600"));
    }

    void theCountMayComeLater()
    {
        Numbers model;
        const QAbstractItemModelTester tester(&model, kStrict);
        model.start(pageOf(950, 0, 950), kPage);
        QCOMPARE(model.rowCount(), kPage);
        model.setCount(950);
        QCOMPARE(model.rowCount(), 950);
        model.setCount(940); // the oldest went
        QCOMPARE(model.rowCount(), 940);
        QCOMPARE(shown(model, 0), QStringLiteral("950"));
    }

    void whatIsSelectedStaysWhenRowsComeAtTheTop()
    {
        Numbers model;
        const QAbstractItemModelTester tester(&model, kStrict);
        model.start(pageOf(950, 0, 950), 950);
        const QPersistentModelIndex selected = model.index(5, 0);
        QCOMPARE(selected.data().toString(), QStringLiteral("945"));
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.renew(pageOf(953, 0, 953), 953);
        QCOMPARE(selected.row(), 8);
        QCOMPARE(selected.data().toString(), QStringLiteral("945"));
        model.renew(pageOf(953, 0, 500), 500); // retention took the oldest
        QCOMPARE(model.rowCount(), 500);
        QCOMPARE(reset.count(), 0);
    }

    void anEmptyTableFillsAndEmptiesAgain()
    {
        Numbers model;
        const QAbstractItemModelTester tester(&model, kStrict);
        model.start({}, 0);
        QCOMPARE(model.rowCount(), 0);
        model.renew({2, 1}, 2);
        QCOMPARE(model.rowCount(), 2);
        model.renew({}, 0);
        QCOMPARE(model.rowCount(), 0);
    }

    void aMillionRowsTakeNoMoreRoomThanAFew()
    {
        Numbers model;
        constexpr int kRows = 1'000'000;
        model.start(pageOf(kRows, 0, kRows), kRows);
        QSignalSpy wanted(&model, &ui::WindowedModel::pageWanted);
        for (int page = 1; page < 300; ++page) {
            shown(model, page * kPage);
            QTRY_COMPARE(wanted.count(), page);
            model.takePage(page, model.round(), pageOf(kRows, page, kRows));
        }
        QCOMPARE(model.pagesHeld(), Numbers::kMostPages);
        QVERIFY(model.isLoaded(299 * kPage)); // what was looked at last stays
        QVERIFY(!model.isLoaded(100 * kPage));
    }
};

QTEST_MAIN(WindowedModelTest)

#include "windowed_model_test.moc"

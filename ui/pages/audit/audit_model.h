#pragma once

#include <QAbstractTableModel>

#include "ui/pages/audit/audit_row.h"
#include "ui/widgets/table_view.h"

namespace ui {

/// The entries of the audit log, newest first, as far as the table was scrolled.
/// Thread: main.
class AuditModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    /// The first page; what was there goes, unless it is the same.
    void setPage(AuditPage page, const QDateTime &now);
    /// The next first page answers another question: what is there goes with it.
    void expectOthers() { m_others = true; }
    /// The next one.
    void append(AuditPage page);
    /// The next one could not be had; it is asked for again when the table is scrolled.
    void giveUpMore() { m_asked = false; }

    const QString &next() const { return m_next; }
    const AuditRow *row(int index) const;
    int indexOf(qint64 seq) const; ///< -1 when it is not here.
    static std::vector<ColumnLayout> columnLayouts();

Q_SIGNALS:
    void moreWanted();

private:
    std::vector<AuditRow> m_rows{};
    QString m_next{};
    QDateTime m_now{};
    bool m_asked = false;
    bool m_others = false;
};

} // namespace ui

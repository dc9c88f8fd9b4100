#pragma once

#include <span>

#include <QDateTime>

#include "ui/pages/requests/request_row.h"
#include "ui/widgets/cell.h"
#include "ui/widgets/data_table.h"

namespace ui {

/// One column of a list of calls.
struct RequestColumn {
    const char *id;    ///< Its name in saved states.
    const char *title; ///< Translated where it is shown, in the context "ui::requests".
    ColumnLayout layout;
    Cell (*cell)(const RequestRow &row, const QDateTime &now);
    QString (*details)(const RequestRow &row) = nullptr; ///< The tool tip; may be null.
    const char *sort = "";                               ///< As in DataColumn.
    DataColumn::Shown shown = DataColumn::Shown::Yes;
    bool recent = true; ///< Stands in the short list of recent calls, too.
};

std::span<const RequestColumn> requestColumns();

/// How a call ended, in a word, with its colour and the error's code as a note.
Cell requestState(const RequestRow &row);

/// What a model answers for a cell, and for the head of a column. `now` is the reader's clock.
QVariant requestCell(const RequestColumn &column, const RequestRow &row, const QDateTime &now, int role);
QVariant requestHead(const RequestColumn &column, const QDateTime &now, int role);

} // namespace ui

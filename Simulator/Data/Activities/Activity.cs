namespace Dixa.Simulator.Data.Activities;

/// <summary>An entry of the activity log, small enough for millions of them; the time in epoch milliseconds.</summary>
/// <param name="Index">Which message, note, tag or rating of the conversation it is about; else it only tells entries of one type apart.</param>
public readonly record struct Activity(ActivityType Type, long AtMs, Conversation Conversation, int Index);

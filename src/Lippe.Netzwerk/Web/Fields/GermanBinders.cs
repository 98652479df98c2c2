using System.Globalization;
using Lippe.Netzwerk.Domain;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Lippe.Netzwerk.Web.Fields;

/// <summary>Reads numbers and days as Germans write them, and says what is wanted where they cannot be read.</summary>
internal sealed class GermanBinders : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        context.Metadata.ModelType == typeof(int?) ? new WholeNumberBinder()
        : context.Metadata.ModelType == typeof(decimal?) ? new NumberBinder()
        : context.Metadata.ModelType == typeof(DateOnly?) ? new DayBinder()
        : null;

    /// <summary>A value of one field that may stay empty.</summary>
    private abstract class Binder<T>(string wanted) : IModelBinder
        where T : struct
    {
        public Task BindModelAsync(ModelBindingContext bindingContext)
        {
            var typed = bindingContext.ValueProvider.GetValue(bindingContext.ModelName);
            if (typed == ValueProviderResult.None)
                return Task.CompletedTask;
            bindingContext.ModelState.SetModelValue(bindingContext.ModelName, typed);
            var text = PlainText.CleanLine(typed.FirstValue);
            if (text.Length == 0)
                bindingContext.Result = ModelBindingResult.Success(null);
            else if (Read(text) is { } value)
                bindingContext.Result = ModelBindingResult.Success(value);
            else
                bindingContext.ModelState.TryAddModelError(bindingContext.ModelName, Say(bindingContext.ModelMetadata));
            return Task.CompletedTask;
        }

        protected abstract T? Read(string text);

        // In the list above the form, the field's name is all that tells which one is meant.
        private string Say(ModelMetadata field) => field.DisplayName is { } name ? $"{name}: {wanted}" : wanted;
    }

    private sealed class WholeNumberBinder()
        : Binder<int>("Geben Sie eine ganze Zahl an, zum Beispiel 12 oder 12.000.")
    {
        // What is too large or below zero is whole all the same: the form's own rule says what may be.
        protected override int? Read(string text) =>
            GermanNumber.Parse(text) is { } number && decimal.IsInteger(number)
                ? (int)Math.Clamp(number, int.MinValue, int.MaxValue)
                : null;
    }

    private sealed class NumberBinder() : Binder<decimal>("Geben Sie eine Zahl an, zum Beispiel 12 oder 2,5.")
    {
        protected override decimal? Read(string text) => GermanNumber.Parse(text);
    }

    private sealed class DayBinder() : Binder<DateOnly>($"{PlausibleDays.Wanted} Beispiel: 31.05.2026.")
    {
        private static readonly string[] Forms = ["yyyy-MM-dd", "d.M.yyyy"];

        protected override DateOnly? Read(string text) =>
            DateOnly.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && PlausibleDays.Include(day)
                ? day
                : null;
    }
}
